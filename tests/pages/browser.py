"""A real browser without a window: Debian's chromium, led by its own driver through selenium."""

import json
import os
import sys
import time
from pathlib import Path

CHROMIUM, DRIVER = Path("/usr/bin/chromium"), Path("/usr/bin/chromedriver")
SKIP = 77


def missing():
    """What is not installed of what a browser test needs, or None."""
    try:
        import selenium  # noqa: F401  (is it there?)
    except ImportError:
        return "python3-selenium"
    return next((str(path) for path in (CHROMIUM, DRIVER) if not path.exists()), None)


def skip_unless_asked():
    """End the test program as skipped, and say why: a browser takes a minute, and is not everywhere."""
    what = missing() if os.environ.get("CALLTONE_PAGES") else "wish for it in CALLTONE_PAGES"
    if what:
        print(f"SKIP: no {what}; ./dev pages runs this")
        sys.exit(SKIP)


class Browser:
    """One browser for many pages; what a page asked of the network and said on the console is kept for each."""

    def __init__(self, downloads):
        from selenium import webdriver
        from selenium.webdriver.chrome.options import Options
        from selenium.webdriver.chrome.service import Service

        options = Options()
        options.binary_location = str(CHROMIUM)
        for word in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--mute-audio",
                     "--disable-dev-shm-usage"):
            options.add_argument(word)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        self.driver = webdriver.Chrome(options=options, service=Service(str(DRIVER)))
        self.driver.set_page_load_timeout(60)
        self.tell("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(downloads))

    def close(self):
        """The end."""
        self.driver.quit()

    def tell(self, command, **words):
        """A command of the DevTools protocol."""
        return self.driver.execute_cdp_cmd(command, words)

    def open(self, path, width=1280, height=900, dark=False):
        """Open a page from disk."""
        self.tell("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.tell("Emulation.setEmulatedMedia", features=[scheme])
        self.driver.get("about:blank")
        self.complaints(), self.requests()
        self.driver.get(path.resolve().as_uri())

    def run(self, script, *words):
        """What a script returns."""
        return self.driver.execute_script(script, *words)

    def find(self, selector):
        """The first element that fits."""
        return self.driver.find_element("css selector", selector)

    def all(self, selector):
        """Every element that fits."""
        return self.driver.find_elements("css selector", selector)

    def keys(self, text):
        """Press keys on whatever has the focus."""
        from selenium.webdriver import ActionChains

        ActionChains(self.driver).send_keys(text).perform()

    def wait(self, script, seconds=15):
        """Wait until a script returns something true; that, or None."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            value = self.run(script)
            if value:
                return value
            time.sleep(0.05)
        return None

    def complaints(self):
        """What the console said since it was asked last."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requests(self):
        """Addresses that were asked for since last, but the page itself and what is part of it."""
        found = []
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                address = message["params"]["request"]["url"]
                if not address.startswith(("data:", "blob:", "about:")) and not address.endswith(".html"):
                    found.append(address)
        return found

    def picture(self, path, whole=True):
        """What it looks like, to be looked at."""
        width, height = self.run("return [innerWidth, document.documentElement.scrollHeight]")
        if whole:
            self.tell("Emulation.setDeviceMetricsOverride", width=width, height=min(height, 9000), deviceScaleFactor=1,
                      mobile=False)
            time.sleep(0.4)
        self.driver.save_screenshot(str(path))
