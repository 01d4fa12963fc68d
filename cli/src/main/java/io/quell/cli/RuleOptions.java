package io.quell.cli;

import io.quell.rulefile.RuleFile;
import io.quell.rulefile.RuleFileException;
import io.quell.rules.RuleBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The option that says which rules are meant.
final class RuleOptions {
  // @formatter:off
  @Option(names = "--rules", paramLabel = "FILE", description = "Takes the rules of this file alone, in the format of"
      + " rules.yaml, instead of those that Quell is built with.")
  private @Nullable Path file;
  // @formatter:on

  /// The file whose rules are meant; empty for those that Quell is built with.
  Optional<Path> file() {
    return Optional.ofNullable(file);
  }

  /// The rules that are meant.
  ///
  /// @throws FailedException where the file cannot be read, or is wrong; it says all that is
  RuleBook book(Surroundings surroundings) {
    if (file == null) {
      return surroundings.rules().get();
    }
    try {
      return RuleBook.of(RuleFile.read(file.toString(), Files.readAllBytes(file)), file.toString());
    } catch (RuleFileException e) {
      throw new FailedException(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new FailedException("%s: %s".formatted(file, Source.reason(e)));
    }
  }
}
