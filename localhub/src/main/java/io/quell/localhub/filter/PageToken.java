package io.quell.localhub.filter;

import io.quell.localhub.api.ServiceException;
import io.quell.localhub.json.JsonPart;
import io.quell.localhub.json.JsonText;
import io.quell.localhub.store.StoredFinding;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where the next page of a GetFindings call begins. A token serves the filters and the order it
/// was given for.
///
/// @param lastArrival which finding was the last one of the page before
/// @param question a hash of the filters and the order
record PageToken(long lastArrival, int question) {
  private static final Pattern FORM = Pattern.compile("after ([0-9]{1,18}) of (-?[0-9]{1,9})");

  static PageToken after(StoredFinding last, JsonPart request) {
    return new PageToken(last.arrival(), question(request));
  }

  /// Reads the member `NextToken`, if there is one.
  ///
  /// @throws ServiceException for a token that this hub did not give, or gave for another question
  static Optional<PageToken> read(JsonPart request) {
    JsonPart token = request.at("NextToken");
    if (token.isAbsent()) {
      return Optional.empty();
    }
    Matcher matcher = FORM.matcher(decode(token.node().asText()));
    if (!matcher.matches() || !matcher.group(2).equals(Integer.toString(question(request)))) {
      throw invalid();
    }
    return Optional.of(new PageToken(Long.parseLong(matcher.group(1)), question(request)));
  }

  /// The refusal of a token.
  static ServiceException invalid() {
    return ServiceException.invalidParameter(
        "NextToken", "The token is not one of these filters and this order.");
  }

  String write() {
    String text = "after " + lastArrival + " of " + question;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String decode(String token) {
    try {
      return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notBase64) {
      throw invalid();
    }
  }

  private static int question(JsonPart request) {
    String filters = JsonText.write(request.at("Filters").node());
    String order = JsonText.write(request.at("SortCriteria").node());
    return (filters + order).hashCode() % 1_000_000_000;
  }
}
