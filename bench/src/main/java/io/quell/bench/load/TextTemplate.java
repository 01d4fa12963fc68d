package io.quell.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A text with places that are filled in: a name between two signs `@`.
final class TextTemplate {
  private static final Pattern PLACE = Pattern.compile("@([A-Z]+)@");

  private final List<String> texts = new ArrayList<>();
  private final List<String> places = new ArrayList<>();

  TextTemplate(String template) {
    Matcher matcher = PLACE.matcher(template);
    int end = 0;
    while (matcher.find()) {
      texts.add(template.substring(end, matcher.start()));
      places.add(matcher.group(1));
      end = matcher.end();
    }
    texts.add(template.substring(end));
  }

  /// The text with a value in each place.
  ///
  /// @throws NullPointerException for a place without a value
  String fill(Map<String, String> values) {
    var text = new StringBuilder();
    for (int at = 0; at < places.size(); at++) {
      text.append(texts.get(at));
      text.append(Objects.requireNonNull(values.get(places.get(at)), places.get(at)));
    }
    return text.append(texts.getLast()).toString();
  }
}
