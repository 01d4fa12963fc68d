package io.quell.cli.apply;

import io.quell.book.Book;
import io.quell.cli.command.CommandContext;
import io.quell.cli.command.FailedException;
import io.quell.cli.command.WrongUseException;
import io.quell.cli.options.BookOptions;
import io.quell.cli.options.HubQuery;
import io.quell.cli.options.RuleOptions;
import io.quell.cli.publish.LeverSettings;
import io.quell.cli.sweep.BookDecider;
import io.quell.cli.sweep.FindingSource;
import io.quell.cli.sweep.SweepOptions;
import io.quell.finding.Format;
import io.quell.hub.SecurityHub;
import io.quell.rule.Card;
import io.quell.run.BookSettings;
import io.quell.run.RuleEngine;
import io.quell.value.MeantName;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `quell apply`: a book's rules over the findings that a hub has.
@Command(
    name = "apply",
    sortOptions = false,
    customSynopsis = "@|bold quell apply|@ --book NAME [OPTIONS]",
    header =
        "Applies the rules to findings that exist, and gives back what no rule wants any more.",
    description =
        "%nThe function sees a finding when it changes. This command goes through the findings"
            + " that a hub has already. It sets what the rules want and is missing, and gives back"
            + " what no rule wants any more. It shows the numbers by rule, asks, and then reads and"
            + " changes the findings. It saves no progress. After an interruption run it again: it"
            + " does nothing twice.%n",
    exitCodeList = {
      "0:all is done, or would be; also where --at-most has stopped it",
      "1:something failed: the findings cannot be read, an update did not go through, a rule"
          + " failed, you said no"
    },
    footer = {
      "  quell apply --book prod --observe        what would change, by rule",
      "  quell apply --book prod                  shows it, asks, and does it",
      "  quell apply --book prod --rule s3-9-log-buckets --at-most 100 --yes",
      "                                           a new rule, on the first 100 findings",
      "  quell apply --book prod --reads 3 --updates 10",
      "                                           with the whole quota of the account",
      "  quell apply --book prod --filter '{\"AwsAccountId\": [{\"Value\": \"111122223333\","
          + " \"Comparison\": \"EQUALS\"}]}'"
    })
public final class ApplyCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(hidden = true, arity = "0..*")
  private List<String> paths = List.of();

  @Mixin private BookOptions bookOptions = new BookOptions();

  @Mixin private RuleOptions ruleOptions = new RuleOptions();

  @Option(
      names = "--rule",
      paramLabel = "ID",
      description =
          "Changes only findings on which this rule sets something, or loses what it has set. May"
              + " be repeated. All rules still decide, so that the same ones win as in the"
              + " function; what other rules change on such a finding changes with it.")
  private List<String> only = List.of();

  @Option(
      names = "--filter",
      paramLabel = "FILE|JSON",
      description =
          "Looks at the findings that match: the Filters of GetFindings, or of GetFindingsV2 (with"
              + " CompositeFilters) for OCSF. Default: ASFF findings whose record is active, and"
              + " all OCSF findings.")
  private @Nullable String filter;

  @Option(
      names = "--stack",
      paramLabel = "NAME",
      description =
          "Goes as far as the levers of this stack let its function go: what they suspend sets"
              + " nothing, and with --mode stop-changing things are only given back. Without it the"
              + " levers are not read.")
  private @Nullable String stack;

  @Mixin private SweepOptions sweep = new SweepOptions();

  /// The command, with all that it has from outside.
  public ApplyCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (!paths.isEmpty()) {
      throw new WrongUseException(
          "'%s': apply takes no files: it reads the findings of a hub, and --filter says which. 'quell run' takes files"
              .formatted(paths.getFirst()));
    }
    boolean isInputRead = "-".equals(filter);
    BookSettings settings = bookOptions.settings();
    sweep.check(context, true, isInputRead);
    Book book = ruleOptions.book(context);
    RuleEngine engine = withLevers(book.engine(settings, context.clock()));
    requireKnown(book, engine);
    FindingSource source = source();
    var decider = new BookDecider(book, engine, Set.copyOf(only));
    try (SecurityHub hub = sweep.connect(context)) {
      return sweep.run(
          context,
          "apply",
          hub,
          source,
          decider,
          decider.order(),
          engine.version(),
          0,
          isInputRead);
    }
  }

  /// The rules as the levers of a stack let them run.
  private RuleEngine withLevers(RuleEngine engine) {
    if (stack == null) {
      return engine;
    }
    LeverSettings levers = LeverSettings.of(stack, context);
    RuleEngine held = engine.suspending(levers.suspended());
    return switch (levers.mode()) {
      case NORMAL -> held;
      case STOP_CHANGING -> held.settingNothing();
      case OBSERVE -> {
        if (!sweep.isObserving()) {
          throw new FailedException(
              "nothing was sent: the levers of the stack %s are set to observe; add --observe to see what would change, or set them back first ('quell levers --mode normal --stack %s')"
                  .formatted(stack, stack));
        }
        yield held;
      }
    };
  }

  private FindingSource source() {
    List<Format> formats = sweep.formats(filter != null);
    return FindingSource.of(
        filter == null
            ? formats.stream().map(FindingSource::all).toList()
            : List.of(new FindingSource.Query.Given(HubQuery.read(filter, context.in()))));
  }

  private void requireKnown(Book book, RuleEngine engine) {
    Set<String> known =
        engine.cards().stream().map(Card::id).collect(Collectors.toCollection(TreeSet::new));
    known.addAll(book.history().removed());
    for (String id : only) {
      if (!known.contains(id)) {
        String moved = book.history().moved().get(id);
        throw new WrongUseException(
            "--rule: "
                + (moved == null
                    ? "the book has no rule '%s', and does not say that it is removed; %s"
                        .formatted(id, MeantName.sentence(known, id))
                    : "rule '%s' is '%s' now".formatted(id, moved)));
      }
    }
  }
}
