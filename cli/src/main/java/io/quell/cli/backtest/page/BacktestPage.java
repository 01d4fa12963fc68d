package io.quell.cli.backtest.page;

import io.quell.cli.backtest.report.BacktestResult;
import io.quell.cli.backtest.tally.SampledFinding;
import io.quell.finding.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The result of a backtest as one HTML page: template, style and script are resources beside this
/// class, and the data is JSON in it.
///
/// Its content security policy lets nothing be loaded or sent, and only this style and this script
/// run, by their digests. What findings say is JSON without any character that HTML knows, and the
/// script shows it as text.
public final class BacktestPage {
  /// The largest page, in bytes: it is to go with a mail, and to open at once.
  public static final int LARGEST = 5_000_000;
  /// What template, style, script and all rows together need less than.
  private static final int ROOM_FOR_ALL_ELSE = 500_000;
  private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z-]+)}}");
  private static final Pattern NOT_IN_HTML = Pattern.compile("[<>&\\u2028\\u2029]");

  private BacktestPage() {}

  /// Writes the page.
  public static void write(BacktestResult result, Path file) throws IOException {
    Files.writeString(file, html(result));
  }

  /// The page.
  static String html(BacktestResult result) {
    String style = resource("page.css");
    String script = resource("page.js");
    Map<String, String> values =
        Map.of(
            "style", style,
            "script", script,
            "style-hash", hash(style),
            "script-hash", hash(script),
            "data", data(result));
    // In one go: what a finding says must not be taken for a place of the template.
    return PLACE
        .matcher(resource("page.html"))
        .replaceAll(place -> Matcher.quoteReplacement(values.get(place.group(1))));
  }

  /// The data, with as many findings of the sample as there is room for.
  private static String data(BacktestResult result) {
    PageData page = new PageData(result);
    String members = inHtml(Json.write(page.members()));
    int room = LARGEST - ROOM_FOR_ALL_ELSE - members.getBytes(StandardCharsets.UTF_8).length;
    var text =
        new StringBuilder(members.substring(0, members.length() - 1)).append(",\"sample\":[");
    String comma = "";
    for (SampledFinding finding : result.tally().sample().kept()) {
      String json = comma + inHtml(Json.write(page.finding(finding)));
      room -= json.getBytes(StandardCharsets.UTF_8).length;
      if (room < 0) {
        break;
      }
      text.append(json);
      comma = ",\n";
    }
    return text.append("]}").toString();
  }

  /// JSON that no HTML can end.
  private static String inHtml(String json) {
    return NOT_IN_HTML
        .matcher(json)
        .replaceAll(found -> "\\\\u%04x".formatted((int) found.group().charAt(0)));
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String resource(String name) {
    try (InputStream file = BacktestPage.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException("Quell was packaged without its page, " + name);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
