package io.quell.cli.hub;

import io.quell.cli.command.CommandContext;
import io.quell.cli.command.Launcher;
import io.quell.cli.command.WrongUseException;
import io.quell.cli.input.InputFile;
import io.quell.cli.input.InputFiles;
import io.quell.cli.input.InputItem;
import io.quell.cli.input.InputReader;
import io.quell.cli.input.Seeds;
import io.quell.cli.options.TimeConverter;
import io.quell.cli.terminal.Text;
import io.quell.localhub.HubOptions;
import io.quell.localhub.LocalHub;
import io.quell.localhub.api.HubOperation;
import io.quell.localhub.asff.CollectionUpdate;
import io.quell.localhub.filter.ReadComparisons;
import io.quell.localhub.lag.Lag;
import io.quell.update.Limits;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/// Runs a local Security Hub until it is stopped.
@Command(
    name = "hub",
    header = "Runs a local Security Hub on this machine.",
    description =
        "%nThe AWS CLI, the AWS SDKs and 'quell run --endpoint-url' can use it. Its findings live"
            + " in memory.%n",
    exitCodeList = {"1:it cannot run: the port is taken", "130:it was stopped by Ctrl-C"},
    footer = {
      "  quell hub --seed events/                starts with the findings in a folder",
      "  quell hub --port 0 --events > events.jsonl",
      "                                          keeps the events, for 'quell run events.jsonl'",
      "  quell hub --seed events/ --quotas --fault ConcurrentUpdateError=0.05 --fault"
          + " internal=0.01",
      "                                          is slow and flaky like AWS",
      "  quell hub --seed events/ --lag reads=30s --lag updates=10s --lag events=5s",
      "                                          shows changes late, and events out of order"
    })
public final class HubCommand implements Callable<Integer> {
  private final CommandContext context;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8090",
      converter = Port.PortConverter.class,
      description = "The port, 0 for any free one. Default: ${DEFAULT-VALUE}.")
  private Port port = new Port(0);

  @Option(
      names = "--seed",
      paramLabel = "PATH",
      description =
          "Starts with the findings in this file or folder, or in standard input for -: the same"
              + " that 'quell run' takes. May be repeated.")
  private List<String> seeds = List.of();

  @Option(
      names = "--events",
      description =
          "Prints each event that the hub raises, a line of JSON each. All else then goes to"
              + " standard error.")
  private boolean events;

  @Option(
      names = "--quotas",
      description =
          "Takes no more calls than AWS does: "
              + Limits.CALLS_A_SECOND
              + " a second with a burst of "
              + Limits.BURST_OF_CALLS
              + ", of GetFindings and GetFindingsV2 3 and 6.")
  private boolean quotas;

  @Option(
      names = "--fault",
      paramLabel = "TEXT",
      converter = NamedFault.FaultConverter.class,
      description =
          "Misbehaves on purpose: NAME always, NAME=0.1 a tenth of the time, NAME=3x the first"
              + " three times, each with @OPERATION on that operation only. Calls: throttle, deny,"
              + " invalid, conflict, internal, cut, cut-after, delay=200ms. Findings: an error code"
              + " of the API, such as ConcurrentUpdateError. Events: duplicate-events. May be"
              + " repeated.")
  private List<NamedFault> faults = List.of();

  @Option(
      names = "--lag",
      paramLabel = "KIND=TIME",
      converter = LagConverter.class,
      description =
          "Is late by a random time up to this one: reads=30s shows findings as they were up to 30"
              + " seconds ago, updates=10s answers an update at once and makes it up to 10 seconds"
              + " later, events=5s delivers events up to 5 seconds later and out of order. TIME is"
              + " in ms, s or m. May be repeated.")
  private List<Lag> lags = List.of();

  @Option(
      names = "--token-life",
      paramLabel = "TIME",
      defaultValue = "60m",
      converter = TimeConverter.class,
      description =
          "How long a NextToken can be used after it was given, such as 30s or 10m. Default:"
              + " ${DEFAULT-VALUE}.")
  private Duration tokenLife = Duration.ZERO;

  @Option(
      names = "--comparisons",
      paramLabel = "all|documented",
      defaultValue = "all",
      description =
          "Which comparisons filters may make. AWS documents CONTAINS and NOT_CONTAINS for"
              + " automation rules only, and not whether reads refuse them: all takes them,"
              + " documented refuses them. Default: ${DEFAULT-VALUE}.")
  private ReadComparisons comparisons = ReadComparisons.ALL;

  @Option(
      names = "--random-seed",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "What the chance of faults and lags begins with: the same number and the same calls give"
              + " the same result. Default: ${DEFAULT-VALUE}.")
  private long randomSeed;

  @Option(
      names = "--collections",
      paramLabel = "replace|merge",
      defaultValue = "replace",
      converter = CollectionsConverter.class,
      description =
          "What an update does to the user-defined fields, types and related findings that a"
              + " finding has: replace takes away what the update leaves out, merge keeps it. AWS"
              + " does not document which of the two it does; 'quell probe' finds out. Default:"
              + " ${DEFAULT-VALUE}.")
  private CollectionUpdate collections = CollectionUpdate.REPLACES;

  /// The command, with all that it has from outside.
  public HubCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (tokenLife.isZero()) {
      throw new WrongUseException(
          "--token-life: a token lives longer than " + tokenLife.toMillis() + " ms.");
    }
    List<InputFile> files = InputFiles.of(seeds, context.in());
    HubOptions options =
        HubOptions.defaults()
            .withPort(port.number())
            .withSeed(randomSeed)
            .withTokenLife(tokenLife)
            .withComparisons(comparisons)
            .withLag(lags.stream().reduce(Lag.NONE, Lag::and));
    try (LocalHub hub = LocalHub.start(quotas ? options.withAwsQuotas() : options)) {
      hub.collectionUpdate(collections);
      List<NamedFault.Injected> injected =
          faults.stream().map(fault -> fault.into(hub.faults())).toList();
      InputReader.read(files, item -> seed(hub, item));
      if (events) {
        hub.onEvent(
            event -> {
              context.out().println(event);
              context.out().flush();
            });
      }
      greet(hub);
      return untilStopped(() -> sumUp(hub, injected));
    }
  }

  /// A hub that starts without some of its seeds is still of use, so what is wrong with them is
  /// only said.
  private void seed(LocalHub hub, InputItem item) {
    item.skipped()
        .ifPresent(reason -> context.err().println("quell hub: skipped " + item.says(reason)));
    item.findings().forEach(finding -> Seeds.put(hub, finding));
    item.unreadable()
        .forEach(reason -> context.err().println("quell hub: left out " + item.says(reason)));
  }

  private void greet(LocalHub hub) {
    URI endpoint = hub.endpoint();
    PrintWriter to = talk();
    to.printf(
        "Local Security Hub at %s with %s; Ctrl-C stops it.%n%n",
        endpoint, Text.counted(hub.findings().size() + hub.ocsfFindings().size(), "finding"));
    to.printf(
        "  AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local aws --endpoint-url %s --region"
            + " us-east-1 securityhub get-findings%n",
        endpoint);
    to.printf("  %s run --endpoint-url %s PATH%n%n", Launcher.typed(), endpoint);
    to.flush();
  }

  private PrintWriter talk() {
    return events ? context.err() : context.out();
  }

  /// Ctrl-C ends the process while the command still waits, so that only a hook gets to say
  /// anything.
  private static int untilStopped(Runnable farewell) {
    var hook = new Thread(farewell);
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException stopped) {
      Runtime.getRuntime().removeShutdownHook(hook);
      farewell.run();
      Thread.currentThread().interrupt();
    }
    return ExitCode.OK;
  }

  private void sumUp(LocalHub hub, List<NamedFault.Injected> injected) {
    PrintWriter to = talk();
    if (quotas) {
      int refused = Arrays.stream(HubOperation.values()).mapToInt(hub::refusedByQuota).sum();
      to.printf("Refused for the quota: %s%n", Text.counted(refused, "call"));
    }
    injected.forEach(
        fault -> to.printf("Injected %s: %s%n", fault.text(), Text.counted(fault.count(), "time")));
    to.flush();
  }
}
