package io.quell.cli.backtest.page;

import static io.quell.cli.backtest.Backtests.finding;
import static io.quell.cli.backtest.Backtests.suppressing;
import static org.assertj.core.api.Assertions.assertThat;

import io.quell.cli.backtest.Backtests;
import io.quell.cli.backtest.Hostile;
import io.quell.cli.backtest.report.BacktestResult;
import io.quell.finding.Json;
import io.quell.finding.UnreadableException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class BacktestPageTest {
  private static final int LARGEST = 5_000_000;

  private static BacktestResult result(Stream<String> findings) {
    return Backtests.result(List.of(suppressing("hide", "S3.9")), findings.toList());
  }

  private static Map<?, ?> data(String page) throws UnreadableException {
    String before = "<script type=\"application/json\" id=\"data\">";
    int from = page.indexOf(before) + before.length();
    return (Map<?, ?>)
        Objects.requireNonNull(
            Json.read(page.substring(from, page.indexOf("</script>", from))), "an object");
  }

  @Test
  void isAtMostFiveMegabytes() throws UnreadableException {
    String title = "<".repeat(5_000);
    String page =
        BacktestPage.html(
            result(
                IntStream.range(0, 6_000)
                    .mapToObj(at -> finding(at + "&".repeat(400), title, "S3.9", "HIGH"))));

    assertThat(page.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(LARGEST);
    assertThat((List<?>) data(page).get("sample")).hasSizeBetween(1_000, 5_000);
    assertThat(data(page).get("sampledOf")).isEqualTo(6_000);
  }

  @Test
  void hasAllOfAnUsualSample() throws UnreadableException {
    String page =
        BacktestPage.html(
            result(
                IntStream.range(0, 6_000)
                    .mapToObj(
                        at ->
                            finding(
                                "arn:aws:securityhub:eu-west-1:111122223333:subscription/aws-foundational-security-best-practices/v/1.0.0/S3.9/finding/0a1b2c3d-%012d"
                                    .formatted(at),
                                "S3 general purpose buckets should have server access logging"
                                    + " enabled",
                                "S3.9",
                                "HIGH"))));

    assertThat((List<?>) data(page).get("sample")).hasSize(5_000);
  }

  @Test
  void keepsWhatFindingsSayInsideItsData() throws UnreadableException {
    String page =
        BacktestPage.html(
            result(Hostile.TEXTS.stream().map(text -> finding(text + "1", text, "S3.9", "HIGH"))));

    assertThat(page.split("</script", -1)).hasSize(3); // the data's and the script's own
    assertThat(page).doesNotContain("<img", "<!--");
    assertThat((List<?>) data(page).get("sample"))
        .extracting(each -> String.valueOf(((Map<?, ?>) each).get("title")))
        .contains(
            "</script><script>document.title='owned'</script>",
            "{{script}} {{data}} $1 \\1 \\u003c");
  }

  @Test
  void loadsNothing() {
    String page = BacktestPage.html(result(Stream.of(finding("a", "A", "S3.9", "HIGH"))));

    assertThat(page)
        .contains("default-src 'none'")
        .doesNotContain("http://", "https://", "unsafe-inline", "@import", "url(");
  }
}
