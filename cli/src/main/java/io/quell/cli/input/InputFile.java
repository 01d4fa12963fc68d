package io.quell.cli.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/// Something to read JSON from.
///
/// @param name what it is called when it is reported: the path as it was given, or `standard input`
/// @param bytes its size, or 0 where that is not known
/// @param opening opens it
public record InputFile(String name, long bytes, Opening opening) {

  /// Opens a file.
  public interface Opening {
    /// The content, to be closed by the caller.
    InputStream open() throws IOException;
  }

  /// Why something could not be read, without the name of the file.
  public static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "there is no such file";
      case AccessDeniedException _ -> "reading it is not permitted";
      case FileSystemLoopException _ -> "the folder contains itself";
      default ->
          "it cannot be read: "
              + Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
    };
  }
}
