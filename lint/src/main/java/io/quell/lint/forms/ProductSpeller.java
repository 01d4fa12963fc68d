package io.quell.lint.forms;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Products, by the company and the product at the end of their ARN: `aws/guardduty`.
final class ProductSpeller implements Speller {
  private static final Map<String, String> OF_AWS =
      List.of(
              "access-analyzer",
              "config",
              "firewall-manager",
              "guardduty",
              "health",
              "inspector",
              "iot-device-defender",
              "macie",
              "securityhub",
              "ssm-patch-manager")
          .stream()
          .collect(Collectors.toMap(ProductSpeller::letters, Function.identity()));
  private static final Pattern ARN =
      Pattern.compile("arn:[^:]*:securityhub:[^:]*:[^:]*:product(?:v2)?/(?<product>.*)");
  private static final Pattern OF_COMPANY =
      Pattern.compile("(?:(?:AWS|Amazon)[/\\s-])?(?<name>[^/]+)", Pattern.CASE_INSENSITIVE);

  private static String letters(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  @Override
  public Optional<Correction> correct(String text, Extent extent) {
    Matcher arn = ARN.matcher(text);
    if (arn.matches()) {
      return Optional.of(Correction.to(arn.group("product")));
    }
    if (text.startsWith("arn:")) {
      return Optional.of(
          Correction.of(
              "a product is the end of its ARN, behind 'product/', such as 'aws/guardduty'"));
    }
    Matcher name = OF_COMPANY.matcher(text);
    return extent == Extent.BEGINNING || !name.matches()
        ? Optional.empty()
        : Optional.ofNullable(OF_AWS.get(letters(name.group("name"))))
            .map("aws/"::concat)
            .filter(right -> !right.equals(text))
            .map(Correction::to);
  }
}
