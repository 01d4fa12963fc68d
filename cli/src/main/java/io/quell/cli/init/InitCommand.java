package io.quell.cli.init;

import io.quell.cli.command.CommandContext;
import io.quell.cli.command.WrongUseException;
import io.quell.value.QuellBuild;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Writes a repository with rules of one's own.
@Command(
    name = "init",
    header = "Writes a repository for rules of your own.",
    description =
        "%nIt has a first rule with its test, an empty rules.yaml, sample events, and what it takes"
            + " to try, test and deploy the rules. It takes Quell from Maven: to upgrade, change"
            + " the version in its pom.xml. No file is overwritten.%n",
    exitCodeList = {
      "0:the repository is written",
      "1:a file could not be written",
    },
    footer = {
      "  quell init my-rules",
      "  quell init --yaml-only my-rules",
    })
public final class InitCommand implements Callable<Integer> {
  private static final String SNAPSHOT = "-SNAPSHOT";

  private final CommandContext context;

  @Parameters(
      paramLabel = "FOLDER",
      arity = "0..1",
      defaultValue = ".",
      description = "Where to write it. It is created where it is missing. Default: this folder.")
  private String folder = ".";

  @Option(
      names = "--yaml-only",
      description = "Writes a repository with a file of rules alone, deployed by CloudFormation.")
  private boolean yamlOnly;

  /// The command, with all that it has from outside.
  public InitCommand(CommandContext context) {
    this.context = context;
  }

  /// A path as a shell takes it for one word.
  private static String inShell(String path) {
    return path.matches("[\\w./~+@%-]+") ? path : "'%s'".formatted(path.replace("'", "'\\''"));
  }

  @Override
  public Integer call() throws FileSystemException {
    Path target = target();
    var files =
        NewFiles.in(
            target,
            yamlOnly
                ? NewRepository.yamlOnly(context.clock())
                : NewRepository.files(context.clock()));
    files.requireNoneIsThere();
    files.write();
    tell(files.texts().size());
    return ExitCode.OK;
  }

  private Path target() {
    if (folder.isBlank()) {
      throw new WrongUseException("FOLDER is empty; leave it out for this folder");
    }
    try {
      Path target = context.folder().resolve(folder);
      if (Files.exists(target) && !Files.isDirectory(target)) {
        throw new WrongUseException(
            "%s is a file; name a folder, which may be a new one".formatted(folder));
      }
      return target;
    } catch (InvalidPathException e) {
      throw new WrongUseException("no such path: " + folder);
    }
  }

  private void tell(int count) {
    context.out().println("%d files written to %s".formatted(count, folder));
    String version = QuellBuild.version();
    if (version.endsWith(SNAPSHOT)) {
      context
          .out()
          .println(
              yamlOnly
                  ? "Quell %s is not released: run 'mvn package -DskipTests' and 'build/release' in Quell's own repository once, and name the folder that it prints in quell.yaml, 'releases: file://FOLDER'."
                      .formatted(version)
                  : "Quell %s is not published: run 'mvn install -DskipTests' in Quell's own repository once, so that Maven finds it."
                      .formatted(version));
    }
    context.out().println("Next:");
    if (!folder.equals(".")) {
      context.out().println("  cd %s".formatted(inShell(folder)));
    }
    List<String> next =
        yamlOnly
            ? List.of(
                "  ./quell run --rules rules.yaml events/   try: the sample events through the"
                    + " rules",
                "  ./quell test rules.yaml                  test: do the rules' examples hold?")
            : List.of(
                "  ./quell run events/     try: the sample events through the rules",
                "  mvn verify              test: runs the tests, and builds the function",
                "  ./quell new rule NAME   adds a rule");
    next.forEach(line -> context.out().println(line));
    context.out().println("README.md there tells the rest.");
    context.out().flush();
  }
}
