package io.quell.cli.options;

import io.quell.value.Bounded;
import io.quell.value.Times;
import java.time.LocalDate;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a day: `2027-06-30`.
public final class DayConverter implements ITypeConverter<LocalDate> {
  @Override
  public LocalDate convert(String text) {
    return Times.day(text)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'%s' is no day such as 2027-06-30".formatted(Bounded.value(text))));
  }
}
