"""Every public page is HTML as the standard has it: parsed strictly, ids once, every field and picture named."""

import html5lib

NAMESPACE = "{http://www.w3.org/1999/xhtml}"
# Pages of one kind share a template: so many of each are read.
OF_A_KIND = 15
ALWAYS = ["/", "/providers", "/providers?q=zzzzzz&state=CA", "/how-we-check", "/nothing-here"]


def journey(j):
    reader = j.person()
    with j.step("the sitemap names the pages"):
        sitemap = reader.request.get("/sitemap.xml").text()
        paths = ALWAYS + some_of_each_kind(sitemap)
    for path in paths:
        response = reader.request.get(path)
        j.check(f"{path} is sound HTML", problems(response.text()))


def some_of_each_kind(sitemap):
    paths, seen = [], {}
    for part in sitemap.split("<loc>")[1:]:
        path = "/" + part.split("</loc>")[0].split("/", 3)[3]
        kind = path.split("/")[1]
        seen[kind] = seen.get(kind, 0) + 1
        if kind and seen[kind] <= OF_A_KIND:
            paths.append(path)
            if kind == "providers" and seen[kind] == 1:
                paths += [f"{path}/report", f"{path}/report/thanks"]
    return paths


def problems(text):
    """What is wrong with a page, a sentence each."""
    parser = html5lib.HTMLParser(strict=False)
    root = parser.parse(text)
    found = [f"line {line}: {code} {data}" for (line, _), code, data in parser.errors]
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    found += [f"the id {id} stands {ids.count(id)} times" for id in sorted(set(ids)) if ids.count(id) > 1]
    labels = {element.get("for") for element in root.iter(NAMESPACE + "label")}
    inside = {field for label in root.iter(NAMESPACE + "label") for field in label.iter()}
    for name in ("input", "select", "textarea"):
        for field in root.iter(NAMESPACE + name):
            named = field.get("id") in labels or field in inside or field.get("aria-label")
            if field.get("type") not in ("hidden", "submit") and not named:
                found.append(f"the field {field.get('name')} has no label")
    found += ["a picture has no alt" for picture in root.iter(NAMESPACE + "img") if picture.get("alt") is None]
    for attribute in ("aria-labelledby", "aria-describedby", "for"):
        for element in root.iter():
            for id in (element.get(attribute) or "").split():
                if id not in ids:
                    found.append(f"{attribute} names {id}, which is not there")
    headings = sum(1 for _ in root.iter(NAMESPACE + "h1"))
    if headings != 1:
        found.append(f"the page has {headings} main headings")
    return found
