package io.quell.cli.backtest.page;

import static io.quell.cli.backtest.Backtests.finding;
import static io.quell.cli.backtest.Backtests.rule;
import static io.quell.cli.backtest.Backtests.suppressing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quell.cli.backtest.Backtests;
import io.quell.cli.backtest.Hostile;
import io.quell.cli.backtest.tally.Tally;
import io.quell.criteria.Criteria;
import io.quell.rule.Rule;
import io.quell.update.Change;
import io.quell.update.Decision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The page in a real browser, as it is opened from a folder. Where this machine has none, the
/// tests are skipped and say so; `.ci/run` brings one.
final class PageInBrowserTest {
  private static final int ENTER = 13;
  private static final int TAB = 9;
  private static final String SHOWN = "document.querySelectorAll('#list > li').length";
  private static final String STATUS = "document.getElementById('shown').textContent";

  @TempDir private static Path folder;
  private static @Nullable Browser browser;
  private static Path full = Path.of("");
  private static Path empty = Path.of("");

  @BeforeAll
  static void startBrowser() throws IOException {
    Optional<Path> installed = Browser.installed();
    if (installed.isEmpty()) {
      System.out.println(
          "SKIPPED: the page of `quell backtest` was tried in no browser, for there is no chromium"
              + " on the PATH: apt-get install chromium");
    }
    assumeTrue(installed.isPresent(), "skipped: there is no chromium on the PATH");
    full = folder.resolve("full.html");
    BacktestPage.write(Backtests.result(tally(), findings()), full);
    empty = folder.resolve("empty.html");
    BacktestPage.write(Backtests.result(List.of(suppressing("hide", "S3.9")), List.of()), empty);
    browser = Browser.start(installed.get());
  }

  @AfterAll
  static void stopBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  private static Tally tally() {
    Rule raise =
        rule("raise", Criteria.control("S3.5"), Change.SEVERITY, Decision.raiseSeverity(1));
    Rule lower =
        rule("lower", Criteria.control("S3.1"), Change.SEVERITY, Decision.lowerSeverity(1));
    return new Tally(
        Backtests.book(suppressing("hide", "S3.9"), raise, lower, suppressing("hostile", "X.1")),
        Optional.of(Backtests.book(suppressing("hide", "S3.9"))));
  }

  private static List<String> findings() {
    List<String> findings = new ArrayList<>();
    for (int at = 0; at < 300; at++) {
      findings.add(finding("bucket-" + at, "Number " + at, "S3.9", "HIGH"));
      findings.add(finding("raised-" + at, "Raised " + at, "S3.5", "LOW"));
    }
    findings.add(finding("rare", "The only one of its kind", "S3.1", "MEDIUM"));
    Hostile.TEXTS.forEach(text -> findings.add(finding(text + "1", text, "X.1", "LOW")));
    return findings;
  }

  private static Browser shown(Path page, int width, boolean isDark) {
    Browser shown = Objects.requireNonNull(browser);
    shown.show(page, width, isDark);
    return shown;
  }

  private static void assertQuiet(Browser page, Path file) {
    assertThat(page.complaints()).isEmpty();
    // The page and its empty icon, which is part of it.
    assertThat(page.requests())
        .contains(file.toUri().toString())
        .allSatisfy(url -> assertThat(url).matches("(\\Q%s\\E|data:,)".formatted(file.toUri())));
  }

  @Test
  void showsTheFirstTwoHundredOfTheSample() {
    Browser page = shown(full, 1200, false);

    assertThat(page.value(SHOWN)).isEqualTo(200);
    assertThat(page.value(STATUS))
        .isEqualTo("609 findings that rules are about; the first 200 are shown.");
    assertThat(page.value("document.querySelectorAll('#rules .bar').length")).isEqualTo(4);
    assertThat(page.value("document.querySelectorAll('#differences .bar').length")).isEqualTo(3);
    assertQuiet(page, full);
  }

  @Test
  void searchNarrowsTheList() {
    Browser page = shown(full, 1200, false);

    page.value("document.getElementById('search').focus()");
    page.type("only ONE");

    assertThat(page.value(SHOWN)).isEqualTo(1);
    assertThat(page.value(STATUS)).isEqualTo("1 of 609 findings that rules are about.");
    assertThat(page.value("document.querySelector('#list .name').textContent"))
        .isEqualTo("S3.1 rare");
    page.type(" nonsense");
    assertThat(page.value(SHOWN)).isEqualTo(0);
    assertQuiet(page, full);
  }

  @Test
  void aBarOpensItsFindingsByKeyboard() {
    Browser page = shown(full, 1200, false);
    for (int presses = 0;
        !"lower".equals(page.value("document.activeElement.querySelector?.('.name')?.textContent"));
        presses++) {
      assertThat(presses).as("presses of Tab").isLessThan(60);
      page.press("Tab", TAB, "");
    }
    assertThat(page.value("getComputedStyle(document.activeElement).outlineStyle"))
        .isEqualTo("solid");

    page.press("Enter", ENTER, "\r");

    assertThat(page.value(SHOWN)).isEqualTo(1);
    assertThat(page.value("document.activeElement.id")).isEqualTo("findings-title");
    assertThat(page.value("document.querySelector('.bar[aria-pressed=true] .name').textContent"))
        .isEqualTo("lower");
    assertThat(page.value("document.getElementById('filter-rule').value")).isEqualTo("lower");
    assertQuiet(page, full);
  }

  @Test
  void showAllTakesEveryFilterAway() {
    Browser page = shown(full, 1200, false);
    page.value("document.querySelector('#accounts .bar').click()");
    page.value("document.querySelector('#severities .bar').click()");
    assertThat(page.value("document.getElementById('filter-account').value")).isEqualTo("");

    page.value("document.getElementById('clear').click()");

    assertThat(page.value(SHOWN)).isEqualTo(200);
    assertThat(page.value("document.querySelectorAll('.bar[aria-pressed=true]').length"))
        .isEqualTo(0);
  }

  @Test
  void aBarOfADifferenceShowsTheFindingsThatDiffer() {
    Browser page = shown(full, 1200, false);

    page.value(
        "[...document.querySelectorAll('#differences .bar')].find(bar =>"
            + " bar.textContent.includes('MEDIUM → LOW')).click()");

    assertThat(page.value(SHOWN)).isEqualTo(1);
    assertThat(page.value("document.querySelector('#list').textContent"))
        .asString()
        .contains("rare", "Differs: severity moved, MEDIUM → LOW (no rule → lower)");
  }

  @Test
  void whatFindingsSayIsTextAlone() {
    Browser page = shown(full, 1200, false);

    page.value("document.getElementById('filter-rule').value = 'hostile'");
    page.value(
        "document.getElementById('filters').dispatchEvent(new Event('input', {bubbles: true}))");

    assertThat(page.value(SHOWN)).isEqualTo(Hostile.TEXTS.size());
    assertThat(page.value("document.title")).isEqualTo("Quell backtest");
    assertThat(page.value("document.querySelectorAll('main img, main script, main a').length"))
        .isEqualTo(0);
    assertThat(page.value("document.getElementById('list').textContent"))
        .asString()
        .contains("</script><script>document.title='owned'</script>", "{{script}} {{data}}");
    assertQuiet(page, full);
  }

  @ParameterizedTest
  @CsvSource({"360, false", "360, true", "768, false", "1200, true"})
  void nothingIsWiderThanTheWindow(int width, boolean isEmpty) {
    Browser page = shown(isEmpty ? empty : full, width, false);

    assertThat(page.value("document.documentElement.scrollWidth")).isEqualTo(width);
    assertThat(
            page.value(
                "[...document.querySelectorAll('body *')].filter(each =>"
                    + " each.getBoundingClientRect().right > innerWidth + 0.5).map(each =>"
                    + " each.outerHTML.slice(0, 80)).join()"))
        .isEqualTo("");
  }

  @Test
  void isReadableWithoutAnyFinding() {
    Browser page = shown(empty, 1200, false);

    assertThat(page.value(STATUS)).isEqualTo("No rule is about any finding.");
    assertThat(page.value("document.getElementById('severities').textContent"))
        .isEqualTo("There is no finding.");
    assertQuiet(page, empty);
  }

  /// WCAG 2.2: 4.5 for text (1.4.3), 3 for what bars and controls are told by (1.4.11).
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void hasContrastInLightAndDark(boolean isDark) {
    Browser page = shown(full, 1200, isDark);
    page.value(
        """
        window.light = (colour) => {
          const [red, green, blue] = colour.match(/[0-9.]+/g).slice(0, 3).map((part) => {
            const share = part / 255;
            return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
          });
          return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
        };
        window.contrast = (one, other) => {
          const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
          return (high + 0.05) / (low + 0.05);
        };
        window.ground = (element) => {
          const colour = getComputedStyle(element).backgroundColor;
          return /rgba\\(.*, 0\\)/.test(colour) && element.parentElement ? ground(element.parentElement) : colour;
        };
        """);

    assertThat(page.value("light(getComputedStyle(document.body).backgroundColor) < 0.1"))
        .isEqualTo(isDark);
    assertThat(
            page.value(
                """
                [...document.querySelectorAll('body *')]
                  .filter((each) => [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
                  .filter((each) => !['SCRIPT', 'STYLE', 'NOSCRIPT', 'OPTION'].includes(each.tagName) && each.getClientRects().length)
                  .filter((each) => contrast(getComputedStyle(each).color, ground(each)) < 4.5)
                  .map((each) => each.outerHTML.slice(0, 80)).join()
                """))
        .isEqualTo("");
    assertThat(
            page.value(
                """
                [...document.querySelectorAll('.part'), ...document.querySelectorAll('input, select')]
                  .filter((each) => contrast(getComputedStyle(each).borderTopColor, ground(each.parentElement)) < 3)
                  .map((each) => each.outerHTML.slice(0, 80)).join()
                """))
        .isEqualTo("");
    assertThat(
            page.value(
                "new Set([...document.querySelectorAll('.legend .part')].map(each => { const style"
                    + " = getComputedStyle(each); return style.backgroundImage +"
                    + " style.borderTopStyle + style.borderTopWidth + (style.backgroundColor ==="
                    + " 'rgba(0, 0, 0, 0)'); })).size === document.querySelectorAll('.legend"
                    + " .part:not(.untouched)').length"))
        .as("each pattern in the legend is another, whatever its colour")
        .isEqualTo(true);
  }

  @Test
  void everyControlHasAName() {
    Browser page = shown(full, 1200, false);

    assertThat(
            page.value(
                "[...document.querySelectorAll('input, select')].filter(each =>"
                    + " !each.labels.length).length"))
        .isEqualTo(0);
    assertThat(
            page.value(
                "[...document.querySelectorAll('button')].filter(each =>"
                    + " !(each.getAttribute('aria-label') || each.textContent).trim()).length"))
        .isEqualTo(0);
    assertThat(page.value("document.querySelectorAll('[role=status]').length")).isEqualTo(2);
  }
}
