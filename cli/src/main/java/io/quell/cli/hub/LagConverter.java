package io.quell.cli.hub;

import io.quell.localhub.lag.Lag;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads the lag of a local hub.
final class LagConverter implements ITypeConverter<Lag> {
  @Override
  public Lag convert(String text) {
    try {
      return Lag.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}
