package io.quell.cli.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The question whether something shall be done.
///
/// @param context where it is asked
public record Consent(CommandContext context) {

  /// Whether somebody can be asked.
  public boolean isPossible() {
    return context.terminal().forIn() && context.terminal().forErr();
  }

  /// Goes on only if somebody says yes.
  ///
  /// @param what what would be done, without a full stop
  /// @param otherwise what to give instead where nobody can be asked
  /// @throws WrongUseException where nobody can be asked
  /// @throws FailedException where the answer is no
  public void require(String what, String otherwise) {
    if (!isPossible()) {
      throw new WrongUseException(what + ": " + otherwise);
    }
    context.err().print(Launcher.asTyped(what) + ". Go on? [y/N] ");
    context.err().flush();
    if (!List.of("y", "yes").contains(answer())) {
      throw new FailedException("nothing was sent");
    }
  }

  private String answer() {
    var reader = new BufferedReader(new InputStreamReader(context.in(), StandardCharsets.UTF_8));
    try {
      return Optional.ofNullable(reader.readLine()).orElse("").strip().toLowerCase(Locale.ROOT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
