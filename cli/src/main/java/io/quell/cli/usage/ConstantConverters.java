package io.quell.cli.usage;

import io.quell.cli.options.WordOption;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;

/// Reads the options whose values are the constants of an enum, by their words.
final class ConstantConverters {
  private ConstantConverters() {}

  /// Has every option read so that has no converter of its own.
  static void register(CommandLine command) {
    command.getCommandSpec().args().stream()
        .filter(option -> option.converters().length == 0)
        .map(ConstantConverters::type)
        .filter(Class::isEnum)
        .distinct()
        .forEach(type -> register(command, type));
    command.getSubcommands().values().forEach(ConstantConverters::register);
  }

  private static Class<?> type(ArgSpec option) {
    return option.auxiliaryTypes().length > 0 ? option.auxiliaryTypes()[0] : option.type();
  }

  @SuppressWarnings("unchecked") // the class is the one whose constants are read
  private static void register(CommandLine command, Class<?> type) {
    List<Enum<?>> constants =
        Arrays.stream(type.getEnumConstants()).<Enum<?>>map(value -> (Enum<?>) value).toList();
    ITypeConverter<Object> converter = text -> WordOption.of(text, constants, WordOption::word);
    command.registerConverter((Class<Object>) type, converter);
  }
}
