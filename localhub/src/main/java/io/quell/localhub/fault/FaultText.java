package io.quell.localhub.fault;

import io.quell.localhub.api.HubOperation;
import io.quell.localhub.api.ServiceError;
import io.quell.localhub.api.UnprocessedCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads [Fault#parse(String)]'s texts.
final class FaultText {
  private static final Pattern FORM = Pattern.compile("([A-Za-z-]+)(?:=([^@]*))?(?:@(.*))?");
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s)");
  private static final Pattern TIMES = Pattern.compile("([1-9][0-9]{0,8})x");
  private static final Pattern FRACTION = Pattern.compile("0|1|[01]?\\.[0-9]{1,9}");
  private static final String DELAY = "delay";

  private static final Map<String, Fault> NAMED = named();

  private FaultText() {}

  static Fault read(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw refused(text, "A fault is written NAME, NAME=NUMBER or NAME=NUMBER@OPERATION");
    }
    String name = matcher.group(1);
    String value = matcher.group(2);
    String operation = matcher.group(3);
    Fault fault =
        name.equals(DELAY)
            ? delay(text, value == null ? "" : value)
            : often(text, name, value == null ? "1" : value);
    return operation == null ? fault : on(text, fault, operation);
  }

  private static Fault delay(String text, String value) {
    Matcher matcher = DURATION.matcher(value);
    if (!matcher.matches()) {
      throw refused(text, "A delay is written delay=200ms or delay=2s");
    }
    long number = Long.parseLong(matcher.group(1));
    return Fault.delay(
        matcher.group(2).equals("s") ? Duration.ofSeconds(number) : Duration.ofMillis(number));
  }

  private static Fault often(String text, String name, String value) {
    Fault fault = NAMED.get(name);
    if (fault == null) {
      List<String> names = new ArrayList<>(NAMED.keySet());
      names.add(DELAY);
      throw refused(
          text, "There is no fault '" + name + "'; there are: " + String.join(", ", names));
    }
    Matcher times = TIMES.matcher(value);
    if (times.matches()) {
      return fault.times(Integer.parseInt(times.group(1)));
    }
    if (!FRACTION.matcher(value).matches() || Double.parseDouble(value) > 1) {
      throw refused(
          text,
          "After '=' stands a fraction from 0 to 1, such as 0.1, or a number of times, such as 3x");
    }
    return fault.fraction(Double.parseDouble(value));
  }

  private static Fault on(String text, Fault fault, String operation) {
    HubOperation found =
        HubOperation.named(operation)
            .filter(fault.operations()::contains)
            .orElseThrow(
                () ->
                    refused(
                        text,
                        fault.operations().isEmpty()
                            ? "This fault is no operation's"
                            : "After '@' stands one of: "
                                + String.join(
                                    ", ",
                                    fault.operations().stream()
                                        .sorted()
                                        .map(HubOperation::apiName)
                                        .toList())));
    return fault.on(found);
  }

  private static Map<String, Fault> named() {
    Map<String, Fault> named = new LinkedHashMap<>();
    named.put("throttle", Fault.refuse(ServiceError.THROTTLED));
    named.put("deny", Fault.refuse(ServiceError.DENIED));
    named.put("invalid", Fault.refuse(ServiceError.INVALID));
    named.put("conflict", Fault.refuse(ServiceError.CONFLICT));
    named.put("internal", Fault.refuse(ServiceError.INTERNAL));
    named.put("cut", Fault.cutBefore());
    named.put("cut-after", Fault.cutAfter());
    named.put("duplicate-events", Fault.duplicateEvents());
    for (UnprocessedCode code : UnprocessedCode.values()) {
      named.put(code.code(), Fault.unprocessed(code));
    }
    return named;
  }

  private static IllegalArgumentException refused(String text, String reason) {
    return new IllegalArgumentException("The fault '" + text + "' cannot be read. " + reason + ".");
  }
}
