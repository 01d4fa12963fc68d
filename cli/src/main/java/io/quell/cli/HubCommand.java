package io.quell.cli;

import io.quell.event.Delivery;
import io.quell.finding.Json;
import io.quell.localhub.LocalHub;
import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Runs a local Security Hub until it is stopped.
@Command(
    name = "hub",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Runs a local Security Hub on this machine.",
    description = "%nThe AWS CLI, the AWS SDKs and 'quell run --endpoint-url' can use it. Its findings live in memory.%n",
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "1:it cannot run: the port is taken",
      "2:wrong use: an unknown option, no such path, a folder without JSON files",
      "130:it was stopped by Ctrl-C"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  quell hub --seed events/                starts with the findings in a folder",
      "  quell hub --port 0 --events > events.jsonl",
      "                                          keeps the events, for 'quell run events.jsonl'"})
final class HubCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  // @formatter:off
  @Option(names = "--port", paramLabel = "N", defaultValue = "8090", converter = Port.Converter.class,
      description = "The port, 0 for any free one. Default: ${DEFAULT-VALUE}.")
  private Port port = new Port(0);

  @Option(names = "--seed", paramLabel = "PATH", description = "Starts with the findings in this file or folder, or in"
      + " standard input for -: the same that 'quell run' takes. May be repeated.")
  private List<String> seeds = List.of();

  @Option(names = "--events", description = "Prints each event that the hub raises, a line of JSON each. All else then"
      + " goes to standard error.")
  private boolean events;
  // @formatter:on

  HubCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    List<Source> sources = Sources.of(seeds, surroundings.in());
    try (LocalHub hub = LocalHub.start(port.number())) {
      sources.forEach(source -> Items.read(source, Progress.none(), item -> seed(hub, item)));
      if (events) {
        hub.onEvent(event -> {
          surroundings.out().println(event);
          surroundings.out().flush();
        });
      }
      greet(hub);
      return untilStopped();
    }
  }

  /// A hub that starts without some of its seeds is still of use, so what is wrong with them is only said.
  private void seed(LocalHub hub, Item item) {
    switch (item.delivery().content()) {
      case Delivery.Skipped(var reason) -> surroundings.err().println(item.where() + ": " + reason);
      case Delivery.Unreadable(var reason) -> surroundings.err().println(item.where() + ": " + reason);
      case Delivery.Findings(var findings, var unreadable, _) -> {
        findings.forEach(finding -> hub.seed(Json.write(finding.json())));
        unreadable.forEach(reason -> surroundings.err().println(item.where() + ": " + reason));
      }
    }
  }

  private void greet(LocalHub hub) {
    URI endpoint = hub.endpoint();
    PrintWriter to = events ? surroundings.err() : surroundings.out();
    to.printf("Local Security Hub at %s with %,d findings; Ctrl-C stops it.%n%n", endpoint, hub.findings().size());
    to.printf("  AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local aws --endpoint-url %s --region us-east-1 "
        + "securityhub get-findings%n", endpoint);
    to.printf("  quell run --endpoint-url %s PATH%n%n", endpoint);
    to.flush();
  }

  private static int untilStopped() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    return ExitCode.DONE;
  }
}
