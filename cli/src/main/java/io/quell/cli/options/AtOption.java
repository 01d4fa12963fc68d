package io.quell.cli.options;

import io.quell.cli.command.CommandContext;
import io.quell.value.Bounded;
import io.quell.value.Times;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// The option that says on which day rules are asked: which of them are in force, and how old
/// findings are.
public final class AtOption {
  @Option(
      names = "--at",
      paramLabel = "DAY|TIME",
      converter = AtConverter.class,
      description =
          "Shows what the rules decide on this day, such as 2027-07-01 (from midnight UTC), or at"
              + " this time, such as 2027-07-01T09:00:00+02:00. Nothing is changed. Default: now.")
  private @Nullable Instant at;

  /// Whether a day is given.
  public boolean isGiven() {
    return at != null;
  }

  /// What the command has from outside, on that day.
  public CommandContext in(CommandContext context) {
    return at == null ? context : context.at(at);
  }

  /// Reads a day or a time.
  static final class AtConverter implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
      return Times.day(text)
          .map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant())
          .or(() -> Times.read(text))
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'%s' is neither a day such as 2027-07-01 nor a time with its zone such as 2027-07-01T09:00:00Z"
                          .formatted(Bounded.value(text))));
    }
  }
}
