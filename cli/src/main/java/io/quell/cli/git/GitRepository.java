package io.quell.cli.git;

import io.quell.cli.command.FailedException;
import io.quell.cli.command.WrongUseException;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// The git repository that a folder is in, as the git on the path reads it. Nothing in it is
/// changed.
///
/// @param folder the folder, from which paths are counted
/// @param environment the variables of the process, of which git has its own
public record GitRepository(Path folder, Map<String, String> environment) {
  private static final String FATAL = "fatal: ";

  /// What git has answered.
  private static final class Answer {
    private final int exitCode;
    private final byte[] out;
    private final String err;

    Answer(int exitCode, byte[] out, String err) {
      this.exitCode = exitCode;
      this.out = out;
      this.err = err;
    }

    /// The only word of it.
    String word() {
      return new String(out, StandardCharsets.UTF_8).strip();
    }

    /// What went wrong, in git's words.
    String reason() {
      return err.lines()
          .filter(line -> line.startsWith(FATAL))
          .findFirst()
          .map(line -> line.substring(FATAL.length()))
          .orElseGet(() -> "exit code %d %s".formatted(exitCode, err.strip()).strip());
    }
  }

  /// A file of today as a revision has it, in the same place.
  ///
  /// @param file the file, which need not exist any more
  /// @param revision what `--against` names
  /// @param environment the variables of the process, of which git has its own
  /// @throws FailedException where there is no git, no repository, no such revision, or no such
  ///     file in it
  public static byte[] fileAtRevision(Path file, String revision, Map<String, String> environment) {
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a folder");
    String name = String.valueOf(file.getFileName());
    var repository = new GitRepository(folder, environment);
    return repository.file(
        repository.commit(revision),
        name,
        "the revision '%s' has no %s in this place: save the file that it had, and give --against that"
            .formatted(revision, name));
  }

  /// The commit of a revision.
  ///
  /// @param revision a branch, a tag, a commit or anything else that git takes for one
  /// @throws WrongUseException where there is no such revision
  /// @throws FailedException where there is no git or no repository
  public String commit(String revision) {
    Answer shallow = git("rev-parse", "--is-shallow-repository");
    if (shallow.exitCode != 0) {
      throw new FailedException(
          "'%s' is no file, and git finds no revisions in %s: %s"
              .formatted(revision, folder.toAbsolutePath().normalize(), shallow.reason()));
    }
    Answer commit = git("rev-parse", "--verify", "--quiet", revision + "^{commit}");
    if (commit.exitCode != 0) {
      throw new WrongUseException(
          "there is no file '%s', and no revision of that name%s"
              .formatted(
                  revision,
                  shallow.word().equals("true")
                      ? ": this clone is shallow, so fetch the revision first, with 'git fetch"
                          + " --unshallow' for example"
                      : ""));
    }
    return commit.word();
  }

  /// A file as it is in a commit.
  ///
  /// @param path its path from the folder, with slashes
  /// @param otherwise what to say where git cannot show it, before git's own words
  /// @throws FailedException where git cannot show it
  public byte[] file(String commit, String path, String otherwise) {
    Answer answer = git("cat-file", "blob", commit + ":./" + path);
    if (answer.exitCode != 0) {
      throw new FailedException("%s (git: %s)".formatted(otherwise, answer.reason()));
    }
    return answer.out;
  }

  /// The files below a folder as they are in a commit, by their paths from there, with slashes.
  ///
  /// @param path the folder, from the folder of this repository, with slashes
  /// @param otherwise what to say where git cannot show them, before git's own words
  /// @throws FailedException where git cannot show them
  public Map<String, byte[]> files(String commit, String path, String otherwise) {
    Answer answer = git("archive", "--format=zip", commit, "--", path);
    if (answer.exitCode != 0) {
      throw new FailedException("%s (git: %s)".formatted(otherwise, answer.reason()));
    }
    String prefix = path.endsWith("/") ? path : path + "/";
    Map<String, byte[]> files = new TreeMap<>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(answer.out))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (!entry.isDirectory() && entry.getName().startsWith(prefix)) {
          files.put(entry.getName().substring(prefix.length()), zip.readAllBytes());
        }
      }
    } catch (IOException e) {
      throw new FailedException("%s (git: %s)".formatted(otherwise, e.getMessage()));
    }
    return files;
  }

  private Answer git(String... arguments) {
    List<String> command = new ArrayList<>(List.of(executable().toString()));
    command.addAll(List.of(arguments));
    try {
      Path err = Files.createTempFile("quell-git", ".txt");
      try {
        var builder =
            new ProcessBuilder(command)
                .directory(folder.toAbsolutePath().toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        // Its words are to be the same everywhere, and nobody is there to type in a password.
        builder.environment().putAll(Map.of("LC_ALL", "C", "GIT_TERMINAL_PROMPT", "0"));
        Process git = builder.start();
        git.getOutputStream().close();
        byte[] out = git.getInputStream().readAllBytes();
        return new Answer(
            git.waitFor(), out, new String(Files.readAllBytes(err), StandardCharsets.UTF_8));
      } finally {
        Files.delete(err);
      }
    } catch (IOException e) {
      throw new FailedException("git cannot be run: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailedException("git was interrupted");
    }
  }

  private Path executable() {
    return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(entry -> !entry.isEmpty())
        .flatMap(entry -> Stream.of(Path.of(entry, "git"), Path.of(entry, "git.exe")))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst()
        .orElseThrow(
            () ->
                new FailedException(
                    "there is no git on the PATH to read a revision with: give --against a file"));
  }
}
