"""What a browser calls itself, in words that its owner knows again; never a proof of anything."""

# In this order: a browser names those that it descends from, too.
BROWSERS = (
    ("Edg/", "Edge"), ("OPR/", "Opera"), ("coc_coc_browser/", "Cốc Cốc"), ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("CriOS/", "Chrome"), ("Safari/", "Safari"),
)  # fmt: skip
SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("CrOS", "ChromeOS"),
    ("Mac OS X", "macOS"), ("Linux", "Linux"),
)  # fmt: skip
LONGEST_AGENT = 400
UNKNOWN = "Trình duyệt không rõ"


def device_words(agent: str) -> str:
    """This will name browser and system from a User-Agent header: "Chrome trên Windows"."""
    told = agent[:LONGEST_AGENT]
    browser = next((name for sign, name in BROWSERS if sign in told), UNKNOWN)
    system = next((name for sign, name in SYSTEMS if sign in told), "")
    return f"{browser} trên {system}" if system else browser
