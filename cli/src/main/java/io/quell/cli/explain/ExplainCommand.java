package io.quell.cli.explain;

import io.quell.cli.command.CommandContext;
import io.quell.cli.command.WrongUseException;
import io.quell.cli.input.InputFiles;
import io.quell.cli.input.InputItem;
import io.quell.cli.input.InputReader;
import io.quell.cli.options.AtOption;
import io.quell.cli.options.RuleOptions;
import io.quell.cli.report.JsonLines;
import io.quell.cli.report.Untold;
import io.quell.finding.Finding;
import io.quell.lambda.event.Delivery;
import io.quell.rule.Card;
import io.quell.run.BookSettings;
import io.quell.run.FieldResolution;
import io.quell.run.FindingExplanation;
import io.quell.run.RuleEngine;
import io.quell.value.Bounded;
import io.quell.value.MeantName;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Says why rules match findings, or do not.
@Command(
    name = "explain",
    header = "Says why rules match a finding, or do not, and who wins each field.",
    description =
        "%nFor each finding the rules that match it; the others are counted by the first criterion"
            + " that failed, and --rule tells of one what it wanted and saw. Then, for each field"
            + " that matching rules want to change: what each wanted, which of them wins, and what"
            + " stays because a person has set it. Of many findings the first are told, and all are"
            + " counted by rule.%n",
    exitCodeList = {
      "0:all is explained, whether or not rules match",
      "1:something failed: a file or event cannot be read, a rule failed"
    },
    footer = {
      "  quell explain events/control-s3-9-other-bucket.json",
      "  quell explain --rule s3-9-log-buckets events/"
    })
public final class ExplainCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private RuleOptions ruleOptions = new RuleOptions();

  @Mixin private AtOption at = new AtOption();

  @Parameters(
      paramLabel = "EVENT",
      arity = "1..*",
      description =
          "A file with an event or findings, a folder of such files, or - for standard input: the"
              + " same that 'quell run' takes.")
  private List<String> paths = List.of();

  @Option(
      names = "--rule",
      paramLabel = "ID",
      description =
          "Explains this rule only; a single one in detail, with all its criteria. May be"
              + " repeated.")
  private List<String> ids = List.of();

  @Option(
      names = "--json",
      description =
          "Prints JSON lines: one for each finding and rule, and one for each field that rules want"
              + " to change.")
  private boolean json;

  @Option(
      names = "--all",
      description =
          "Tells every rule of every finding. Otherwise the rules that match are told, the others"
              + " are counted by the first criterion that fails, and of many findings the first"
              + " are told.")
  private boolean all;

  /// The command, with all that it has from outside.
  public ExplainCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    RuleEngine engine =
        ruleOptions
            .book(context)
            .engine(BookSettings.trial().lookingAtClosed(false), at.in(context).clock());
    checkIds(engine);
    ExplainReport report =
        json
            ? new JsonExplainReport(
                new JsonLines(context.out()), new Untold(context.err(), "quell explain"))
            : new TextExplainReport(context.text(), ids, all);
    var failed = new AtomicBoolean();
    InputReader.read(
        InputFiles.of(paths, context.in()),
        item -> {
          if (explain(engine, item, report)) {
            failed.set(true);
          }
        });
    report.finish();
    context.out().flush();
    return !failed.get() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private void checkIds(RuleEngine engine) {
    List<String> known = engine.cards().stream().map(Card::id).toList();
    ids.stream()
        .filter(id -> !known.contains(id))
        .findFirst()
        .ifPresent(
            id -> {
              throw new WrongUseException(
                  "--rule: there is no rule '%s'; %s"
                      .formatted(Bounded.value(id), MeantName.sentence(known, id)));
            });
  }

  /// Of the rules that are asked for: why they match or not, the fields that they contend for, and
  /// whether they failed.
  private FindingExplanation explain(RuleEngine engine, Finding finding) {
    if (ids.isEmpty()) {
      return engine.explain(finding);
    }
    FindingExplanation all = engine.explain(finding, Set.copyOf(ids));
    List<FieldResolution> fields =
        all.fields().stream()
            .filter(field -> field.bids().stream().anyMatch(bid -> ids.contains(bid.rule().id())))
            .toList();
    return new FindingExplanation(
        finding,
        all.rules(),
        fields,
        List.of(),
        all.failures().stream().filter(failure -> ids.contains(failure.rule())).toList());
  }

  /// Whether something failed.
  private boolean explain(RuleEngine engine, InputItem item, ExplainReport report) {
    if (item.delivery().task() == Delivery.Task.RELEASE) {
      report.unexplained(item, "skipped", "a person releases these findings, and no rule is asked");
      return false;
    }
    item.skipped().ifPresent(reason -> report.unexplained(item, "skipped", reason));
    item.unreadable().forEach(reason -> report.unexplained(item, "unreadable", reason));
    boolean failed = !item.unreadable().isEmpty();
    for (Finding finding : item.findings()) {
      FindingExplanation explanation = explain(engine, finding);
      report.explained(item, explanation);
      failed |= !explanation.failures().isEmpty();
      context.requireReader();
    }
    return failed;
  }
}
