import Postgres
import TestSupport
import Testing

@Suite("What the roles of the database reach", .stet(with: Program.plugins))
struct ReachTests {
    static let publicRoles = ["stet_site", "stet_preview"]

    @Test("the public roles read views named public_… and do nothing else", arguments: publicRoles)
    func relations(role: String) async throws {
        let reached = try await TestStet.current.owner.values(
            String.self,
            """
            SELECT held.privilege || ' ' || pg_class.oid::regclass::text
            FROM pg_class
            JOIN pg_namespace ON pg_namespace.oid = relnamespace
            CROSS JOIN unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'REFERENCES']) AS held(privilege)
            WHERE relkind IN ('r', 'v', 'm', 'p', 'f')
              AND nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
              AND has_any_column_privilege(\(role), pg_class.oid, held.privilege)
              AND NOT (held.privilege = 'SELECT' AND relkind = 'v' AND starts_with(relname, 'public_'))
            UNION ALL
            SELECT held.privilege || ' ' || pg_class.oid::regclass::text
            FROM pg_class
            JOIN pg_namespace ON pg_namespace.oid = relnamespace
            CROSS JOIN unnest(ARRAY['DELETE', 'TRUNCATE', 'TRIGGER']) AS held(privilege)
            WHERE relkind IN ('r', 'v', 'm', 'p', 'f')
              AND nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
              AND has_table_privilege(\(role), pg_class.oid, held.privilege)
            UNION ALL
            SELECT 'USAGE ' || pg_class.oid::regclass::text
            FROM pg_class
            WHERE CASE relkind
              WHEN 'S' THEN has_sequence_privilege(\(role), pg_class.oid, 'USAGE, SELECT, UPDATE')
              ELSE false
            END
            ORDER BY 1
            """)

        // Readers' browsers tell of ads: the site adds to that record, and reads nothing of it.
        #expect(reached == (role == "stet_site" ? ["INSERT ads.event"] : []))
    }

    @Test("the public roles read every view named public_…", arguments: publicRoles)
    func views(role: String) async throws {
        let closed = try await TestStet.current.owner.values(
            String.self,
            """
            SELECT pg_class.oid::regclass::text
            FROM pg_class
            JOIN pg_namespace ON pg_namespace.oid = relnamespace
            WHERE relkind = 'v' AND starts_with(relname, 'public_')
              AND NOT (
                has_table_privilege(\(role), pg_class.oid, 'SELECT')
                AND has_schema_privilege(\(role), nspname, 'USAGE')
              )
            ORDER BY 1
            """)

        #expect(closed == [])
    }

    @Test("the public roles may call the clock of pages and no other function", arguments: publicRoles)
    func functions(role: String) async throws {
        let callable = try await TestStet.current.owner.values(
            String.self,
            """
            SELECT pg_proc.oid::regprocedure::text
            FROM pg_proc
            JOIN pg_namespace ON pg_namespace.oid = pronamespace
            WHERE nspname NOT IN ('pg_catalog', 'information_schema')
              AND has_function_privilege(\(role), pg_proc.oid, 'EXECUTE')
            ORDER BY 1
            """)

        #expect(callable == ["kernel.as_of()"])
    }

    @Test("no role of the running program makes anything", arguments: publicRoles + ["stet_console"])
    func create(role: String) async throws {
        let places = try await TestStet.current.owner.values(
            String.self,
            """
            SELECT nspname::text FROM pg_namespace WHERE has_schema_privilege(\(role), oid, 'CREATE')
            UNION ALL
            SELECT held.privilege FROM unnest(ARRAY['CREATE', 'TEMP']) AS held(privilege)
            WHERE has_database_privilege(\(role), current_database(), held.privilege)
            UNION ALL
            SELECT 'role' FROM pg_roles
            WHERE rolname = \(role) AND (rolsuper OR rolcreatedb OR rolcreaterole OR rolbypassrls)
            UNION ALL
            SELECT 'member of ' || roleid::regrole::text FROM pg_auth_members WHERE member = \(role)::regrole
            """)

        #expect(places == [])
    }

    @Test("records that are kept for good can be changed by no role of the running program")
    func records() async throws {
        let kept = try await TestStet.current.owner.values(
            String.self,
            """
            SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'guard_record' ORDER BY 1
            """)
        let changeable = try await TestStet.current.owner.values(
            String.self,
            """
            SELECT role || ' ' || tgrelid::regclass::text
            FROM pg_trigger
            CROSS JOIN unnest(ARRAY['stet_console', 'stet_site', 'stet_preview']) AS role
            WHERE tgname = 'guard_record'
              AND (
                has_any_column_privilege(role, tgrelid, 'UPDATE')
                OR has_table_privilege(role, tgrelid, 'DELETE')
                OR has_table_privilege(role, tgrelid, 'TRUNCATE')
              )
            ORDER BY 1
            """)

        #expect(
            Set(kept).isSuperset(of: [
                "kernel.audit_entry", "kernel.audit_link", "moderation.decision", "credentials.finding",
                "providers.revision", "topics.revision", "ads.event",
            ]))
        #expect(changeable == [])
    }

    @Test("of a verification nothing can be changed but its end")
    func verifications() async throws {
        let changeable = try await TestStet.current.owner.values(
            String.self,
            """
            SELECT attname::text
            FROM pg_attribute
            WHERE attrelid = 'credentials.verification'::regclass AND attnum > 0
              AND has_column_privilege('stet_console', attrelid, attnum, 'UPDATE')
            UNION ALL
            SELECT held.privilege FROM unnest(ARRAY['DELETE', 'TRUNCATE']) AS held(privilege)
            WHERE has_table_privilege('stet_console', 'credentials.verification', held.privilege)
            ORDER BY 1
            """)

        #expect(changeable == ["valid"])
    }

    @Test("every public range is guarded against a rewritten past")
    func guarded() async throws {
        let unguarded = try await TestStet.current.owner.values(
            String.self,
            """
            SELECT DISTINCT conrelid::regclass::text
            FROM pg_constraint
            JOIN pg_attribute ON attrelid = conrelid AND attnum = ANY (conkey)
            WHERE contype = 'x' AND atttypid = 'tstzrange'::regtype
              AND NOT EXISTS (SELECT FROM pg_trigger WHERE tgrelid = conrelid AND tgname = 'guard_period')
            ORDER BY 1
            """)

        #expect(unguarded == [])
    }

    @Test("the site's role is refused a table when it tries")
    func refused() async throws {
        let site = try TestStet.current.kernel.site
        for table: SQL in ["SELECT 1 FROM accounts.account", "SELECT 1 FROM kernel.audit_entry"] {
            do {
                _ = try await site.rows(table)
                Issue.record("\(table.text) was answered")
            } catch let error as PostgresError {
                #expect(error.sqlState == .insufficientPrivilege)
            }
        }
    }
}
