package io.quell.cli.hub;

import io.quell.localhub.filter.ReadComparisons;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads which comparisons the filters of a local hub may make.
final class ComparisonsConverter implements ITypeConverter<ReadComparisons> {
  @Override
  public ReadComparisons convert(String text) {
    return switch (text) {
      case "all" -> ReadComparisons.ALL;
      case "documented" -> ReadComparisons.DOCUMENTED;
      default ->
          throw new TypeConversionException("'%s' is neither all nor documented".formatted(text));
    };
  }
}
