package io.quell.cli.cost;

import io.quell.cli.options.WordOption;
import io.quell.value.Bounded;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a price: `sqs-request=0.44`.
final class PriceOption implements ITypeConverter<PriceOption.GivenPrice> {
  /// A price that was given.
  record GivenPrice(Price price, double dollars) {}

  private static final Pattern DOLLARS = Pattern.compile("\\d{1,9}(\\.\\d{1,12})?");

  @Override
  public GivenPrice convert(String text) {
    int equals = text.indexOf('=');
    if (equals < 0) {
      throw new TypeConversionException(
          "'%s' is no price such as sqs-request=0.44".formatted(Bounded.value(text)));
    }
    String value = text.substring(equals + 1);
    if (!DOLLARS.matcher(value).matches()) {
      throw new TypeConversionException(
          "'%s' is no number of dollars such as 0.44, from 0 to 999999999"
              .formatted(Bounded.value(value)));
    }
    Price price = WordOption.of(text.substring(0, equals), List.of(Price.values()), Price::word);
    return new GivenPrice(price, Double.parseDouble(value));
  }
}
