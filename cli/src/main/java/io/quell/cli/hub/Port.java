package io.quell.cli.hub;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A port to listen on.
record Port(int number) {
  private static final int HIGHEST = 65_535;

  /// Reads the option's value.
  static final class PortConverter implements ITypeConverter<Port> {
    @Override
    public Port convert(String text) {
      try {
        int number = Integer.parseInt(text);
        if (number >= 0 && number <= HIGHEST) {
          return new Port(number);
        }
      } catch (NumberFormatException notANumber) {
        // it is refused below, as a number out of range
      }
      throw new TypeConversionException(
          "'%s' is no port: give a number from 0 to %d, 0 for any free one"
              .formatted(text, HIGHEST));
    }
  }
}
