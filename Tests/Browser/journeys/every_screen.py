"""Every screen with an address of its own, as those who use it: what other journeys do not come by is looked at here."""

# The name of a picture, and the address. Behind " > " stands what to open from there: a link, as a selector, or what
# is added to the address.
FIRST_ROW = " > main tbody tr a"

READERS = {
    "public-home": "/",
    "public-topics": "/topics",
    "public-topic": "/topics/grief",
    "public-topic-crisis": "/topics/self-harm",
    "public-providers-state": "/providers?state=CA",
    "public-providers-remote": "/providers?remote=yes",
    "public-provider": "/providers > article[data-provider] a",
    "public-provider-unverified": "/providers?q=Ignacio+Tovar > article[data-verified=false] a",
    "public-how-we-check": "/how-we-check",
    "public-search": "/search",
    "public-search-all": "/search?q=grief",
    "public-search-none": "/search?q=zzyzx",
    "public-not-found": "/topics/nothing-here",
}

SIGNED_IN = {
    "clinician": {
        "clinician-home": "/console",
        "clinician-credentials": "/console/me/credentials",
        "clinician-credential-kind": "/console/me/credentials/new",
        "clinician-credential-license": "/console/me/credentials/new?kind=lmft",
        "clinician-credential-degree": "/console/me/credentials/new?kind=psyd",
        "clinician-credential-other": "/console/me/credentials/new?kind=other",
        "clinician-forbidden": "/console/queue",
        "clinician-not-found": "/console/nothing-here",
    },
    "moderator": {
        "moderator-home": "/console",
        "queue-open": "/console/queue",
        "queue-mine": "/console/queue?state=mine",
        "queue-decided": "/console/queue?state=decided",
        "queue-none": "/console/queue?risk=3&due=late&type=report",
        "desk-open": "/console/queue?type=credential" + FIRST_ROW,
        "desk-decided": "/console/queue?state=decided" + FIRST_ROW,
        "providers": "/console/providers",
        "providers-none": "/console/providers?q=zzyzx",
        "provider": "/console/providers" + FIRST_ROW,
        "provider-edit": "/console/providers > main tbody tr a > a[href$='/edit']",
        "credentials": "/console/credentials",
        "credentials-ending": "/console/credentials?state=ending-90",
        "credentials-none": "/console/credentials?q=zzyzx",
        "credential": "/console/credentials?state=verified" + FIRST_ROW,
        "credential-waiting": "/console/credentials?state=waiting" + FIRST_ROW,
        "time-machine-mistake": "/console/time-machine?path=nonsense",
        "time-machine-nothing": "/console/time-machine?path=/topics/nothing-here",
    },
    "editor": {
        "editor-home": "/console",
        "topic-list": "/console/topics",
        "topic-list-none": "/console/topics?q=zzyzx",
        "topic-editor": "/console/topics?q=grief" + FIRST_ROW,
        "topic-unpublish": "/console/topics?q=grief > main tbody tr a > /unpublish",
        "article-list": "/console/articles",
        "article-list-none": "/console/articles?q=zzyzx",
        "article-editor-draft": "/console/articles?standing=draft" + FIRST_ROW,
        "article-editor-submitted": "/console/articles?standing=submitted" + FIRST_ROW,
        "article-editor-scheduled": "/console/articles?standing=scheduled" + FIRST_ROW,
        "article-editor-public": "/console/articles?standing=public" + FIRST_ROW,
        "article-editor-withdrawn": "/console/articles?standing=withdrawn" + FIRST_ROW,
        "article-links": "/console/articles?standing=public > main tbody tr a > a[href$='/inbound']",
        "categories": "/console/articles/categories",
        "category-edit": "/console/articles/categories" + FIRST_ROW,
        "authors": "/console/articles/authors",
        "author-edit": "/console/articles/authors" + FIRST_ROW,
    },
    "reviewer": {"reviewer-home": "/console", "reviewer-queue": "/console/queue"},
    "approver": {"approver-home": "/console"},
    "ads": {
        "ads-home": "/console",
        "ads-advertisers": "/console/ads/advertisers",
        "ads-line-item-new": "/console/ads/advertisers > main tbody tr a > a[href*='/campaigns/'] > a[href$='/new']",
        "ads-why-empty": "/console/ads/why",
        "ads-why-nothing": "/console/ads/why?path=/topics/nothing-here",
    },
    "auditor": {
        "auditor-home": "/console",
        "audit-none": "/console/audit?who=zzyzx",
        "auditor-article": "/console/articles?standing=public" + FIRST_ROW,
    },
    "admin": {
        "accounts-none": "/console/accounts?q=zzyzx",
        "account": "/console/accounts?q=clinician@stet.example" + FIRST_ROW,
    },
}


def journey(j):
    visit(j, j.person(), READERS)
    for role, screens in SIGNED_IN.items():
        person = j.person()
        with j.step(f"somebody signs in as {role}"):
            j.sign_in(person, role)
        visit(j, person, screens)


def visit(j, person, screens):
    for name, place in screens.items():
        with j.step(f"{name} opens"):
            address, *links = place.split(" > ")
            person.goto(address)
            for link in links:
                added = person.url + link
                person.goto(added if link[0] == "/" else person.locator(link).first.get_attribute("href"))
            person.get_by_role("heading", level=1).first.wait_for()
        j.look(person, name)
