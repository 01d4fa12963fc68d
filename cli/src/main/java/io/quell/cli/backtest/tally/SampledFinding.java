package io.quell.cli.backtest.tally;

import io.quell.cli.backtest.effect.BookEffect;
import io.quell.cli.backtest.effect.Difference;
import io.quell.cli.backtest.effect.RuleEffect;
import io.quell.cli.terminal.FindingName;
import io.quell.cli.terminal.Text;
import io.quell.finding.Finding;
import io.quell.update.FindingState;
import io.quell.value.ShortText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// What is kept of one finding, to show it: short texts alone, for a finding may have 240 KB.
///
/// @param name the few words by which a person knows it
/// @param title its title, or empty
/// @param id what names it in Security Hub
/// @param account its account, or [Tally#NO_ACCOUNT]
/// @param region its Region, or empty
/// @param control its control, or [Tally#NO_CONTROL]
/// @param before severity and status as they are
/// @param after severity and status as they would be
/// @param rules what each rule does to it
/// @param effects all that is done to it
/// @param differences in what the two books differ on it
/// @param said why something is left alone or given back, each a sentence
public record SampledFinding(
    String name,
    String title,
    String id,
    String account,
    String region,
    String control,
    FindingState before,
    FindingState after,
    Map<String, Set<RuleEffect>> rules,
    Set<RuleEffect> effects,
    List<Difference> differences,
    List<String> said) {
  private static final int LONGEST_TITLE = 160;
  private static final int LONGEST_ID = 300;
  private static final int LONGEST_WORD = 64;
  private static final int LONGEST_SENTENCE = 240;
  private static final int MOST_RULES = 10;
  private static final int MOST_SENTENCES = 3;

  /// What is kept of a finding.
  static SampledFinding of(
      BookEffect effect, Map<String, Set<RuleEffect>> byRule, List<Difference> differences) {
    Finding finding = effect.finding();
    Map<String, Set<RuleEffect>> rules = new LinkedHashMap<>();
    byRule.entrySet().stream()
        .limit(MOST_RULES)
        .forEach(entry -> rules.put(entry.getKey(), entry.getValue()));
    return new SampledFinding(
        FindingName.of(finding),
        plain(finding.title().orElse(""), LONGEST_TITLE),
        plain(finding.identifier().toString(), LONGEST_ID),
        plain(finding.account().orElse(Tally.NO_ACCOUNT), LONGEST_WORD),
        plain(finding.region().orElse(""), LONGEST_WORD),
        plain(finding.control().orElse(Tally.NO_CONTROL), LONGEST_WORD),
        effect.before(),
        effect.after(),
        rules,
        effect.effects(),
        differences,
        Stream.concat(
                effect.evaluation().givenBack().stream().map("given back: "::concat),
                effect.evaluation().kept().stream().map("left alone: "::concat))
            .limit(MOST_SENTENCES)
            .map(sentence -> plain(sentence, LONGEST_SENTENCE))
            .toList());
  }

  private static String plain(String text, int longest) {
    return ShortText.tidy(Text.plain(text), longest);
  }
}
