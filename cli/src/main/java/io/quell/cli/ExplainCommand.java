package io.quell.cli;

import io.quell.engine.Card;
import io.quell.engine.Explanation;
import io.quell.engine.RuleEngine;
import io.quell.event.Delivery;
import io.quell.finding.Finding;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Says why rules match findings, or do not.
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Says why each rule matches a finding, or does not.",
    description = "%nFor each finding and each rule: matched, or the first criterion that failed and the value it"
        + " saw.%n",
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all is explained, whether or not rules match",
      "1:something failed: a file or event cannot be read, a rule failed",
      "2:wrong use: an unknown option or rule, no such path, a folder without JSON files"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  quell explain events/control-s3-9-other-bucket.json",
      "  quell explain --rule s3-9-log-buckets events/"})
final class ExplainCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private RuleOptions ruleOptions = new RuleOptions();

  // @formatter:off
  @Parameters(paramLabel = "EVENT", arity = "1..*", description = "A file with an event or findings, a folder of such"
      + " files, or - for standard input: the same that 'quell run' takes.")
  private List<String> paths = List.of();

  @Option(names = "--rule", paramLabel = "ID", description = "Explains this rule only. May be repeated.")
  private List<String> ids = List.of();

  @Option(names = "--json", description = "Prints JSON lines: one for each finding and rule.")
  private boolean json;
  // @formatter:on

  ExplainCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    RuleEngine engine = ruleOptions.book(surroundings).engine(surroundings.clock());
    List<Card> cards = cards(engine);
    ExplainReport report = json
        ? new ExplainReport.Lines(surroundings.out())
        : new ExplainReport.Words(surroundings.out(), surroundings.terminal());
    var failed = new AtomicBoolean();
    for (Source source : Sources.of(paths, surroundings.in())) {
      Items.read(source, Progress.none(), item -> {
        if (explain(engine, cards, item, report)) {
          failed.set(true);
        }
      });
    }
    surroundings.out().flush();
    return failed.get() ? ExitCode.FAILED : ExitCode.DONE;
  }

  private List<Card> cards(RuleEngine engine) {
    List<Card> cards = engine.cards();
    if (ids.isEmpty()) {
      return cards;
    }
    List<String> known = cards.stream().map(Card::id).toList();
    ids.stream().filter(id -> !known.contains(id)).findFirst().ifPresent(id -> {
      throw new WrongUseException("no rule has the id '%s'; there are: %s".formatted(id, String.join(", ", known)));
    });
    return cards.stream().filter(card -> ids.contains(card.id())).toList();
  }

  /// Whether something failed.
  private static boolean explain(RuleEngine engine, List<Card> cards, Item item, ExplainReport report) {
    return switch (item.delivery().content()) {
      case Delivery.Skipped(var reason) -> {
        report.unexplained(item, "skipped", reason);
        yield false;
      }
      case Delivery.Unreadable(var reason) -> {
        report.unexplained(item, "unreadable", reason);
        yield true;
      }
      case Delivery.Findings(var findings, var unreadable, var task) -> {
        if (task == Delivery.Task.RELEASE) {
          report.unexplained(item, "skipped", "a person releases these findings, and no rule is asked");
          yield false;
        }
        unreadable.forEach(reason -> report.unexplained(item, "unreadable", reason));
        boolean failed = !unreadable.isEmpty();
        for (Finding finding : findings) {
          report.finding(item, finding);
          for (Card card : cards) {
            Explanation explanation = engine.explain(card.id(), finding);
            report.rule(item, finding, card, explanation);
            failed |= explanation instanceof Explanation.Broken;
          }
        }
        yield failed;
      }
    };
  }
}
