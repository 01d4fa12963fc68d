package io.quell.cli.aws;

import io.quell.finding.Json;
import io.quell.finding.UnreadableException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a service answered to a call that it did.
///
/// @param headers the headers by name
/// @param body the body, possibly empty
@SuppressWarnings("ArrayRecordComponent") // nobody compares two of them
public record AwsAnswer(Map<String, List<String>> headers, byte[] body) {
  public AwsAnswer {
    headers = Map.copyOf(headers);
    body = body.clone();
  }

  /// A header that is not blank, whatever the case of its name.
  public Optional<String> header(String name) {
    return headers.entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .flatMap(header -> header.getValue().stream())
        .filter(value -> !value.isBlank())
        .findFirst();
  }

  /// The body as an object of JSON; without members where it is empty, or none.
  public Members json() {
    try {
      return body.length == 0 ? Members.NONE : Members.of(Json.read(body));
    } catch (UnreadableException notJson) {
      return Members.NONE; // what is asked of it then is missing, which whoever asks says
    }
  }

  /// The body as XML.
  Xml xml() {
    return Xml.read(body);
  }

  @Override
  public byte[] body() {
    return body.clone();
  }
}
