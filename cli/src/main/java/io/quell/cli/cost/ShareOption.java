package io.quell.cli.cost;

import io.quell.value.Bounded;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a share: `0.2` is a fifth.
final class ShareOption implements ITypeConverter<Double> {
  private static final Pattern SHARE = Pattern.compile("0?\\.\\d{1,12}|0|1(\\.0{1,12})?");

  @Override
  public Double convert(String text) {
    if (!SHARE.matcher(text).matches()) {
      throw new TypeConversionException(
          "'%s' is no share from 0 to 1, such as 0.2 for a fifth".formatted(Bounded.value(text)));
    }
    return Double.valueOf(text);
  }
}
