package io.quell.cli.command;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// A file that a command writes.
public final class OutputFile {
  private OutputFile() {}

  /// Writes a text, over what is there; folders that are missing are made.
  ///
  /// @throws FailedException where it cannot be written; it names the file and says why
  public static void write(Path file, String text) {
    try {
      if (file.getParent() != null) {
        Files.createDirectories(file.getParent());
      }
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new FailedException("%s cannot be written: %s".formatted(file, reason(e)));
    }
  }

  private static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException _ -> "that is not permitted";
      case FileAlreadyExistsException there -> there.getFile() + " is a file, and no folder";
      case NoSuchFileException _ -> "its folder cannot be made";
      case FileSystemException other when other.getReason() != null -> other.getReason();
      default -> Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
    };
  }
}
