package io.quell.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProductArnTest {
  private static final Form.ProductArn ARN = new Form.ProductArn(":productv2/", ":product/");

  /// The same as an expression.
  private static final Pattern EXPRESSION =
      Pattern.compile(
          "arn:[^:]+:securityhub:(?<region>[^:]*):[^:]*(?::productv2/|:product/)(?<product>.+)");

  private static final String[] PARTS = {
    "arn:",
    "aws",
    "aws-cn",
    ":",
    ":securityhub:",
    "securityhub",
    "eu-west-1",
    "111122223333",
    ":product/",
    ":productv2/",
    "product/",
    "/",
    "aws/guardduty",
    "default",
    "\n",
    "\r",
    "\u0085",
    "\u2028",
    "\u2029",
    " ",
    "ä"
  };

  @ParameterizedTest
  @CsvSource({
    "arn:aws:securityhub:eu-west-1::product/aws/guardduty, aws/guardduty, eu-west-1",
    "arn:aws-us-gov:securityhub:us-gov-west-1::product/aws/inspector, aws/inspector, us-gov-west-1",
    "arn:aws:securityhub:us-east-1:123456789012:product/123456789012/default,"
        + " 123456789012/default, us-east-1",
    "arn:aws:securityhub:us-east-1::productv2/aws/securityhub, aws/securityhub, us-east-1"
  })
  void takesTheProductAndTheRegion(String arn, String product, String region) {
    assertThat(ARN.read(arn)).contains(product);
    assertThat(ARN.region(arn)).contains(region);
  }

  @Test
  void readsWhatAnExpressionReads() {
    var random = new Random(1);
    int read = 0;
    for (int at = 0; at < 200_000; at++) {
      String text = text(random);
      Matcher matcher = EXPRESSION.matcher(text);
      boolean matches = matcher.matches();
      assertThat(ARN.read(text))
          .as(text)
          .isEqualTo(matches ? Optional.of(matcher.group("product")) : Optional.empty());
      assertThat(ARN.region(text))
          .as(text)
          .isEqualTo(matches ? Optional.of(matcher.group("region")) : Optional.empty());
      read += matches ? 1 : 0;
    }
    assertThat(read).isGreaterThan(10_000);
  }

  /// An ARN of which up to three parts are others, missing, or there twice.
  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    String[] usual = {
      "arn:", "aws", ":securityhub:", "eu-west-1", ":", "", ":product/", "aws/", "guardduty"
    };
    for (String part : usual) {
      switch (random.nextInt(12)) {
        case 0 -> text.append(PARTS[random.nextInt(PARTS.length)]);
        case 1 -> text.append(part).append(PARTS[random.nextInt(PARTS.length)]);
        default -> text.append(part);
      }
    }
    return text.toString();
  }
}
