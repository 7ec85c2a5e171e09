"""Write docs/forgeries.md again."""

from tests.support.forgeries.page import PAGE, page

if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
