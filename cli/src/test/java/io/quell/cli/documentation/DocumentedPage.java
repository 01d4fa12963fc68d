package io.quell.cli.documentation;

import io.quell.cli.AwsHub;
import io.quell.cli.CommandLineRun;
import io.quell.cli.CommandLineRun.Shell;
import io.quell.cli.Samples;
import io.quell.cli.input.InputFiles;
import io.quell.cli.input.InputReader;
import io.quell.cli.input.Seeds;
import io.quell.cli.standin.StandInAws;
import io.quell.cli.terminal.Terminal;
import io.quell.localhub.LocalHub;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A page whose commands are run: one block after another, in one folder, as its reader would do.
///
/// The fence of a block says what becomes of it:
///
/// - `sh run`: its commands are run. `exit=1` says that the last of them ends so.
/// - `sh stand-in`: the same, where a local hub and a stack on loopback stand for AWS.
/// - `sh` alone: its commands are shown; see [CommandModel].
/// - `file=NAME`, whatever the language: the block is a file that the commands below it find.
/// - `text output`: what the block of commands before it prints. A line `…` stands for any
///   lines, and `…` at the end of a line for the rest of it.
final class DocumentedPage {
  private static final Set<String> OF_A_STACK =
      Set.of(
          "publish",
          "levers",
          "rollback",
          "versions",
          "stop",
          "start",
          "redrive",
          "drain",
          "reconcile");
  private static final int WIDTH = 100;
  private static final int HEIGHT = 40;
  private static final String READERS_HUB = "http://127.0.0.1:8090";
  private static final Pattern FILE =
      Pattern.compile("[\\w.-][\\w./-]*(/|\\.(json|jsonl|yaml|yml|html|md|sarif))|events");

  private final Path folder;
  private final List<DocumentedBlock> blocks;
  private final List<String> mistakes = new ArrayList<>();
  private String printed = "";

  private DocumentedPage(Path folder, List<DocumentedBlock> blocks) {
    this.folder = folder;
    this.blocks = blocks;
  }

  /// Runs what is marked so, and says what went otherwise than the page says.
  ///
  /// @param folder an empty folder for it, which gets the sample events
  static List<String> mistakes(Path folder, List<DocumentedBlock> blocks) throws IOException {
    var page = new DocumentedPage(folder, blocks);
    if (blocks.stream().anyMatch(block -> block.is("run") || block.is("stand-in"))) {
      page.copyEvents();
      page.run();
    }
    return page.mistakes;
  }

  /// What the commands of one block print to a terminal, each below its own line.
  ///
  /// @param folder an empty folder for it, which gets the sample events and the files of the page
  static List<String> shownOnTerminal(
      Path folder, List<DocumentedBlock> blocks, DocumentedBlock block) throws IOException {
    var page = new DocumentedPage(folder, blocks);
    page.copyEvents();
    List<String> lines = new ArrayList<>();
    try (LocalHub unused = LocalHub.start()) {
      for (DocumentedBlock file : blocks) {
        page.write(file);
      }
      for (DocumentedCommand command : DocumentedCommand.of(block.text())) {
        CommandLineRun run =
            new Shell()
                .terminal(new Terminal(true, false, false, WIDTH, HEIGHT, true))
                .run(
                    command.arguments().stream()
                        .map(word -> page.here(word, unused))
                        .toArray(String[]::new));
        lines.add("$ " + String.join(" ", command.words()));
        page.onPage(run.out(), unused).lines().forEach(lines::add);
        lines.add("");
      }
    }
    return lines.subList(0, lines.size() - 1);
  }

  private void copyEvents() throws IOException {
    Path events = Files.createDirectories(folder.resolve("events"));
    try (Stream<Path> samples = Files.list(Samples.EVENTS)) {
      for (Path sample : samples.toList()) {
        Files.copy(
            sample, events.resolve(sample.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private void run() throws IOException {
    try (var hub = new AwsHub();
        StandInAws stack = StandInAws.start()) {
      for (DocumentedBlock block : blocks) {
        if (block.value("file").isPresent()) {
          write(block);
        } else if (block.is("run") || block.is("stand-in")) {
          run(block, hub.hub(), stack);
        } else if (block.is("output")) {
          compare(block);
        }
      }
    }
  }

  private void write(DocumentedBlock block) throws IOException {
    if (block.value("file").isPresent()) {
      Path file = folder.resolve(block.value("file").get());
      Files.createDirectories(file.getParent());
      Files.writeString(file, block.text());
    }
  }

  private void run(DocumentedBlock block, LocalHub hub, StandInAws stack) throws IOException {
    printed = "";
    List<DocumentedCommand> commands = DocumentedCommand.of(block.text());
    for (int at = 0; at < commands.size(); at++) {
      DocumentedCommand command = commands.get(at);
      if (!command.isQuell() || command.isPiped()) {
        mistakes.add(
            block.says(
                command.offset(),
                "only commands of Quell by themselves are run: '%s'"
                    .formatted(String.join(" ", command.words()))));
        continue;
      }
      List<String> arguments = command.arguments().stream().map(word -> here(word, hub)).toList();
      if (block.is("stand-in") && arguments.getFirst().equals("hub")) {
        seed(hub, arguments);
        continue;
      }
      Shell shell = OF_A_STACK.contains(arguments.getFirst()) ? stack.shell() : new Shell();
      CommandLineRun run = shell.in(folder).run(arguments.toArray(String[]::new));
      String expected = at == commands.size() - 1 ? block.value("exit").orElse("0") : "0";
      if (run.exitCode() != Integer.parseInt(expected)) {
        mistakes.add(
            block.says(
                command.offset(),
                "the exit code is %d, and not %s: %s%s"
                    .formatted(run.exitCode(), expected, run.out(), run.err())));
      }
      if (command.file().isPresent()) {
        Files.writeString(folder.resolve(command.file().get()), run.out());
        printed += onPage(run.err(), hub);
      } else {
        printed += onPage(run.out() + run.err(), hub);
      }
    }
  }

  private String onPage(String output, LocalHub hub) {
    return output.replace(folder + "/", "").replace(hub.endpoint().toString(), READERS_HUB);
  }

  /// A word as the command needs it that runs in another folder, and against another hub.
  private String here(String word, LocalHub hub) {
    int value = word.startsWith("--") ? word.indexOf('=') + 1 : 0;
    String name = word.substring(value);
    if (FILE.matcher(name).matches()) {
      return word.substring(0, value) + folder + "/" + name;
    }
    return word.replace(READERS_HUB, hub.endpoint().toString());
  }

  /// What `quell hub --seed` does.
  private static void seed(LocalHub hub, List<String> arguments) {
    List<String> seeds = new ArrayList<>();
    for (int at = 0; at + 1 < arguments.size(); at++) {
      if (arguments.get(at).equals("--seed")) {
        seeds.add(arguments.get(at + 1));
      }
    }
    InputReader.read(
        InputFiles.of(seeds, InputStream.nullInputStream()),
        item -> item.findings().forEach(finding -> Seeds.put(hub, finding)));
  }

  private void compare(DocumentedBlock expected) {
    String pattern =
        expected.text().lines().map(DocumentedPage::pattern).collect(Collectors.joining());
    if (!Pattern.matches(pattern, printed.replaceAll(" +\n", "\n"))) {
      mistakes.add(expected.says(0, "the commands above print something else:\n" + printed));
    }
  }

  private static String pattern(String line) {
    if (line.strip().equals("…")) {
      return "(.*\n)*?";
    }
    return line.endsWith("…")
        ? Pattern.quote(line.substring(0, line.length() - 1)) + ".*\n"
        : Pattern.quote(line) + "\n";
  }
}
