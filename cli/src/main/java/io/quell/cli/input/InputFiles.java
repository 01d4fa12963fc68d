package io.quell.cli.input;

import io.quell.cli.command.RuleFileGivenException;
import io.quell.cli.command.WrongUseException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Finds what the PATH arguments name: files, the JSON files in folders, and standard input.
public final class InputFiles {
  /// The path that stands for standard input.
  public static final String STANDARD_INPUT = "-";

  /// What standard input is called when it is reported.
  public static final String NAME_OF_STANDARD_INPUT = "standard input";

  private static final String JSON = ".json";

  private InputFiles() {}

  /// The files in the order of the paths, those in a folder in the order of their names.
  ///
  /// @throws WrongUseException where a path does not exist, or a folder has no JSON file
  public static List<InputFile> of(List<String> paths, InputStream standardInput) {
    List<InputFile> files = new ArrayList<>();
    for (String path : paths) {
      if (path.equals(STANDARD_INPUT)) {
        files.add(new InputFile(NAME_OF_STANDARD_INPUT, 0, () -> standardInput));
      } else {
        files.addAll(at(path));
      }
    }
    return files;
  }

  /// How many bytes the files have together, or -1 where that is not known of each of them.
  public static long bytes(List<InputFile> files) {
    return files.stream().allMatch(file -> file.bytes() > 0)
        ? files.stream().mapToLong(InputFile::bytes).sum()
        : -1;
  }

  private static List<InputFile> at(String argument) {
    Path path = path(argument);
    if (!Files.exists(path)) {
      throw new WrongUseException("no such file or folder: " + argument);
    }
    if (!Files.isDirectory(path)) {
      if (FileKind.at(argument) == FileKind.RULES) {
        throw new RuleFileGivenException(argument);
      }
      return List.of(file(path));
    }
    List<InputFile> found = inFolder(path);
    if (found.isEmpty()) {
      throw new WrongUseException("no file in the folder %s ends in %s".formatted(argument, JSON));
    }
    return found;
  }

  private static Path path(String argument) {
    if (argument.isBlank()) {
      throw new WrongUseException("a path is empty");
    }
    try {
      return Path.of(argument);
    } catch (InvalidPathException e) {
      throw new WrongUseException("no such file or folder: " + argument);
    }
  }

  private static List<InputFile> inFolder(Path folder) {
    List<InputFile> found = new ArrayList<>();
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(JSON)
                  && !Files.isDirectory(file)) {
                found.add(file(file));
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException reason) {
              found.add(
                  new InputFile(
                      file.toString(),
                      0,
                      () -> {
                        throw reason;
                      }));
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException("the folder %s: %s".formatted(folder, InputFile.reason(e)), e);
    }
    found.sort(Comparator.comparing(InputFile::name));
    return found;
  }

  private static InputFile file(Path file) {
    return new InputFile(file.toString(), size(file), () -> Files.newInputStream(file));
  }

  /// The size for the progress bar alone: a file that cannot be read says so when it is opened.
  private static long size(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.size(file) : 0;
    } catch (IOException unknown) {
      return 0;
    }
  }
}
