-- The titles of American behavioral health, as reference data. A mismatch with it is a warning, not a
-- refusal, except for the kind of a title: that decides what a badge says.

INSERT INTO credentials.credential_type (
    credential_type_id, abbreviation, name, kind, issuer, badge, states, renewal_months, note, version
)
SELECT
    credential_type_id,
    abbreviation,
    name,
    kind,
    issuer,
    CASE
        WHEN credential_type_id = 'telehealth-registration' THEN 'Telehealth registration, not a license'
        WHEN kind = 'state_license' THEN 'License verified'
        WHEN kind = 'associate_license' THEN 'Associate license verified'
        WHEN kind = 'state_certification' THEN 'State certification, not a license'
        WHEN kind = 'national_certification' THEN 'Certification, not a license'
        WHEN kind = 'degree' THEN 'Degree confirmed'
        WHEN kind = 'membership' THEN 'Membership, not a license'
        WHEN kind = 'unregulated_title' THEN 'Title without a license'
    END,
    states::text[],
    renewal_months,
    note,
    '2025-11'
FROM (
    VALUES
        -- State licenses
        ('lmft', 'LMFT', 'Licensed Marriage and Family Therapist', 'state_license', 'State licensing board',
            '{}', NULL, 'No interstate compact.'),
        ('lcmft', 'LCMFT', 'Licensed Clinical Marriage and Family Therapist', 'state_license',
            'State licensing board', '{}', NULL, 'No interstate compact.'),
        ('lcsw', 'LCSW', 'Licensed Clinical Social Worker', 'state_license', 'State social work board', '{}',
            NULL, 'Asks for the ASWB Clinical exam.'),
        ('licsw', 'LICSW', 'Licensed Independent Clinical Social Worker', 'state_license',
            'State social work board', '{}', NULL, 'Asks for the ASWB Clinical exam.'),
        ('lisw', 'LISW', 'Licensed Independent Social Worker', 'state_license', 'State social work board',
            '{}', NULL, 'Asks for the ASWB Clinical exam.'),
        ('lcsw-c', 'LCSW-C', 'Licensed Certified Social Worker-Clinical', 'state_license',
            'State social work board', '{}', NULL, 'Asks for the ASWB Clinical exam.'),
        ('lpc', 'LPC', 'Licensed Professional Counselor', 'state_license', 'State counseling board', '{}',
            NULL, 'Asks for the NCE or the NCMHCE.'),
        ('lpcc', 'LPCC', 'Licensed Professional Clinical Counselor', 'state_license',
            'State counseling board', '{}', NULL, ''),
        ('lcpc', 'LCPC', 'Licensed Clinical Professional Counselor', 'state_license',
            'State counseling board', '{}', NULL, 'Asks for the NCE or the NCMHCE.'),
        ('lmhc', 'LMHC', 'Licensed Mental Health Counselor', 'state_license', 'State counseling board', '{}',
            NULL, 'Asks for the NCE or the NCMHCE.'),
        ('lcmhc', 'LCMHC', 'Licensed Clinical Mental Health Counselor', 'state_license',
            'State counseling board', '{}', NULL, 'Asks for the NCE or the NCMHCE.'),
        ('cmhc', 'CMHC', 'Clinical Mental Health Counselor', 'state_license', 'State counseling board',
            '{UT}', NULL, 'What Utah calls its clinical counselors. Not the national CCMHC.'),
        ('pmhnp', 'PMHNP', 'Psychiatric Mental Health Nurse Practitioner', 'state_license',
            'State board of nursing', '{}', NULL,
            'Licensed as a nurse practitioner in most states; look for the specialty.'),
        ('licensed-psychologist', NULL, 'Licensed Psychologist', 'state_license', 'State psychology board',
            '{}', NULL, ''),

        -- Associates and candidates: licensed to practice under supervision
        ('amft', 'AMFT', 'Associate Marriage and Family Therapist', 'associate_license',
            'State licensing board', '{}', 12, 'Practices under supervision.'),
        ('lamft', 'LAMFT', 'Licensed Associate Marriage and Family Therapist', 'associate_license',
            'State licensing board', '{}', NULL, 'Practices under supervision.'),
        ('asw', 'ASW', 'Associate Clinical Social Worker', 'associate_license', 'State social work board',
            '{}', 12, 'Practices under supervision.'),
        ('apcc', 'APCC', 'Associate Professional Clinical Counselor', 'associate_license',
            'State counseling board', '{}', 12, 'Practices under supervision.'),
        ('lmsw', 'LMSW', 'Licensed Master Social Worker', 'associate_license', 'State social work board',
            '{}', NULL, 'Below the clinical level in most states: clinical work is supervised.'),
        ('mft-candidate', 'MFTC', 'Marriage and Family Therapist Candidate', 'associate_license',
            'State licensing board', '{}', NULL, 'Practices under supervision.'),
        ('lpc-candidate', NULL, 'Licensed Professional Counselor Candidate', 'associate_license',
            'State counseling board', '{}', NULL,
            'Practices under supervision. In Colorado, the abbreviation is LPCC.'),
        ('psychologist-candidate', NULL, 'Psychologist Candidate', 'associate_license',
            'State psychology board', '{}', NULL, 'Practices under supervision.'),
        -- One abbreviation, three meanings: what CSW says depends on the state.
        ('csw-certified', 'CSW', 'Certified Social Worker', 'associate_license', 'State social work board',
            '{KY,UT}', NULL,
            'Master''s level; clinical work under supervision only. Valid only with a state.'),
        ('csw-certified-wisconsin', 'CSW', 'Certified Social Worker', 'state_certification',
            'State social work board', '{WI}', NULL, 'Valid only with a state.'),
        ('csw-certified-clinical', 'CSW', 'Certified Clinical Social Worker', 'state_certification',
            'State social work board', '{}', NULL,
            'Once the clinical level in some states. Ask which license it became. Valid only with a state.'),

        -- Certified by a state, which is not a license
        ('cac', 'CAC', 'Certified Addiction Counselor', 'state_certification',
            'State board or certification body', '{CO,GA,LA}', NULL,
            'In Georgia, I and II. Washington has no CAC.'),
        ('cadc', 'CADC', 'Certified Alcohol and Drug Counselor', 'state_certification',
            'State board or certification body', '{}', NULL, ''),
        ('casac', 'CASAC', 'Credentialed Alcoholism and Substance Abuse Counselor', 'state_certification',
            'New York Office of Addiction Services and Supports', '{NY}', NULL, ''),
        ('telehealth-registration', NULL, 'Out-of-State Telehealth Registration', 'state_certification',
            'State licensing board', '{DE,FL,ID}', NULL,
            'Lets the holder of another state''s license see residents remotely. Check that license too.'),

        -- Certified by a national body
        ('bcba', 'BCBA', 'Board Certified Behavior Analyst', 'national_certification',
            'Behavior Analyst Certification Board', '{}', 24,
            'Many states license behavior analysts besides.'),
        ('cgp', 'CGP', 'Certified Group Psychotherapist', 'national_certification',
            'International Board for Certification of Group Psychotherapists', '{}', 24,
            'Takes the highest license of the state.'),
        ('ncc', 'NCC', 'National Certified Counselor', 'national_certification',
            'National Board for Certified Counselors', '{}', NULL, ''),
        ('ccmhc', 'CCMHC', 'Certified Clinical Mental Health Counselor', 'national_certification',
            'National Board for Certified Counselors', '{}', NULL, ''),
        ('rpt', 'RPT', 'Registered Play Therapist', 'national_certification', 'Association for Play Therapy',
            '{}', NULL, ''),
        ('emdria-certified', NULL, 'EMDRIA Certified Therapist', 'national_certification',
            'EMDR International Association', '{}', NULL, ''),

        -- Degrees
        ('psyd', 'PsyD', 'Doctor of Psychology', 'degree', 'University', '{}', NULL,
            'Not a license: practice takes a Licensed Psychologist.'),
        ('phd', 'PhD', 'Doctor of Philosophy', 'degree', 'University', '{}', NULL,
            'Not a license: practice takes a Licensed Psychologist.'),
        ('eds', 'EdS', 'Education Specialist', 'degree', 'University', '{}', NULL,
            'At most a school psychology credential.'),

        -- Memberships and diplomas of associations
        ('dcsw', 'DCSW', 'Diplomate in Clinical Social Work', 'membership',
            'National Association of Social Workers', '{}', 36,
            'Members only. Takes a license and does not replace it.'),
        ('acsw', 'ACSW', 'Academy of Certified Social Workers', 'membership',
            'National Association of Social Workers', '{}', 12, ''),
        ('qcsw', 'QCSW', 'Qualified Clinical Social Worker', 'membership',
            'National Association of Social Workers', '{}', 24, ''),

        -- Titles that anybody may use
        ('hypnotherapist', NULL, 'Hypnotherapist', 'unregulated_title', 'Nobody', '{}', NULL,
            'No license in most states, so there is nothing to verify.')
) AS title (credential_type_id, abbreviation, name, kind, issuer, states, renewal_months, note);

UPDATE credentials.credential_type
SET number_pattern = '^1-[0-9]{2}-[0-9]{4,5}$',
    verify_url = 'https://www.bacb.com'
WHERE credential_type_id = 'bcba';

UPDATE credentials.credential_type
SET verify_url = 'https://credentialing.oasas.ny.gov'
WHERE credential_type_id = 'casac';

-- Every name matches its own type, and so does every abbreviation that has one meaning.
INSERT INTO credentials.credential_type_alias (alias, credential_type_id)
SELECT lower(name), credential_type_id
FROM credentials.credential_type
WHERE credential_type_id <> 'csw-certified-wisconsin'
UNION
SELECT lower(abbreviation), credential_type_id
FROM credentials.credential_type
WHERE abbreviation <> 'CSW';

INSERT INTO credentials.credential_type_alias (alias, state, credential_type_id)
VALUES
    -- The ambiguous ones, by state. "csw" without a state matches nothing.
    ('certified social worker', 'WI', 'csw-certified-wisconsin'),
    ('csw', 'KY', 'csw-certified'),
    ('csw', 'UT', 'csw-certified'),
    ('csw', 'WI', 'csw-certified-wisconsin'),
    ('lpcc', 'CO', 'lpc-candidate'),

    ('licensed marriage & family therapist', '', 'lmft'),
    ('marriage and family therapist', '', 'lmft'),
    ('licensed clinical marriage & family therapist', '', 'lcmft'),
    ('licensed certified social worker clinical', '', 'lcsw-c'),
    ('licensed certified social worker - clinical', '', 'lcsw-c'),
    ('licensed mental health counsellor', '', 'lmhc'),
    ('psychologist', '', 'licensed-psychologist'),
    ('licensed clinical psychologist', '', 'licensed-psychologist'),
    ('associate marriage & family therapist', '', 'amft'),
    ('licensed associate marriage & family therapist', '', 'lamft'),
    ('registered associate clinical social worker', '', 'asw'),
    ('licensed masters social worker', '', 'lmsw'),
    ('licensed master''s social worker', '', 'lmsw'),
    ('licensed professional counselor candidate (lpcc)', '', 'lpc-candidate'),
    ('certified addictions counselor', '', 'cac'),
    ('certified addiction counselor i', '', 'cac'),
    ('certified addiction counselor ii', '', 'cac'),
    ('certified alcohol & drug counselor', '', 'cadc'),
    ('board-certified behavior analyst', '', 'bcba'),
    ('emdria', '', 'emdria-certified'),
    ('emdr certified therapist', '', 'emdria-certified'),
    ('psy.d.', '', 'psyd'),
    ('ph.d.', '', 'phd'),
    ('ed.s.', '', 'eds'),
    ('specialist in education', '', 'eds'),
    ('certified hypnotherapist', '', 'hypnotherapist'),
    ('clinical hypnotherapist', '', 'hypnotherapist');

INSERT INTO credentials.board (board_id, state, credential_type_id, name, verify_url, version)
VALUES
    ('ca-dca', 'CA', NULL, 'California Department of Consumer Affairs', 'https://search.dca.ca.gov',
        '2025-11'),
    ('co-dora', 'CO', NULL, 'Colorado Department of Regulatory Agencies',
        'https://apps2.colorado.gov/dora/licensing/lookup', '2025-11'),
    ('fl-mqa', 'FL', NULL, 'Florida Department of Health',
        'https://appsmqa.doh.state.fl.us/MQASearchServices', '2025-11'),
    ('ma-hpl', 'MA', NULL, 'Massachusetts Bureau of Health Professions Licensure',
        'https://checkahealthlicense.mass.gov', '2025-11'),
    ('ny-oasas', 'NY', 'casac', 'New York Office of Addiction Services and Supports',
        'https://credentialing.oasas.ny.gov', '2025-11'),
    ('oh-elicense', 'OH', NULL, 'Ohio eLicense Center', 'https://elicense.ohio.gov', '2025-11'),
    ('va-dhp', 'VA', NULL, 'Virginia Department of Health Professions',
        'https://dhp.virginiainteractive.org/Lookup', '2025-11'),
    ('wa-doh', 'WA', NULL, 'Washington State Department of Health',
        'https://fortress.wa.gov/doh/providercredentialsearch', '2025-11');
