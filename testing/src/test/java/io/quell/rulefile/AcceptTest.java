package io.quell.rulefile;

import static io.quell.rulefile.RuleFiles.problems;
import static io.quell.rulefile.RuleFiles.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.quell.criteria.Criteria;
import io.quell.finding.Finding;
import io.quell.rule.Accept;
import io.quell.rule.Acceptance;
import io.quell.rule.Card;
import io.quell.rule.FixedRule;
import io.quell.rule.Rule;
import io.quell.rule.RuleCard;
import io.quell.rule.RuleHistory;
import io.quell.update.Change;
import io.quell.update.Decision;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a rule accepts of lint's findings, and where it was imported from: in a file and in Java.
final class AcceptTest {
  private static String file(String member) {
    return """
    rules:
      - id: a-rule
        title: A title
        reason: A reason.
        owner: team
        %s
        when: {control: S3.9}
        then: {workflow-status: SUPPRESSED}
    """
        .formatted(member);
  }

  private static Card card(String member) {
    return read(file(member)).rules().getFirst().card();
  }

  @Test
  void acceptsNothingUnlessItSaysSo() {
    assertThat(card("").accepts()).isEmpty();
    assertThat(card("accept: []").accepts()).isEmpty();
    assertThat(card("").source()).isEmpty();
  }

  @Test
  void takesOneThingWithoutAList() {
    assertThat(card("accept: {check: expired, reason: It comes back in May.}").accepts())
        .containsExactly(new Acceptance("expired", null, "It comes back in May."));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          accept:                                          | accept is empty; allowed is a list of mappings with the members check, with, reason
          accept: conflict                                 | accept is 'conflict'; allowed is a list of mappings
          accept: [[]]                                     | accept is a list; allowed is a list of mappings
          accept: [{check: conflict, with: b}]             | an accept has no reason; it has to be a text that says why it is right as it is
          accept: [{check: conflict, with: b, reason: }]   | reason under accept is empty
          accept: [{check: conflict, with: b, reason: ' '}] | reason under accept is ' '
          accept: [{with: b, reason: x}]                   | an accept has no check; it has to be the id of a check of lint
          accept: [{check: Conflict, reason: x}]           | check under accept is 'Conflict'; allowed is the id of a check of lint
          accept: [{check: [a, b], reason: x}]             | check under accept is a list
          accept: [{check: conflict, with: B c, reason: x}] | with under accept is 'B c'; allowed is the id of a rule
          accept: [{check: conflict, wiht: b, reason: x}]  | there is no member of accept 'wiht'; did you mean 'with'?
          acept: []                                        | there is no member 'acept'; did you mean 'accept'?
          imported-from:                                   | imported-from is empty
          imported-from: [a]                               | imported-from is a list
          imported-from: A tool with a name that is too long by one | imported-from is 'A tool with a name
          """)
  void refusesWhatIsNotInForm(String member, String problem) {
    assertThat(problems(file(member))).singleElement().asString().contains(problem);
  }

  @Test
  void isWrittenAsItIsRead() {
    Card card =
        card(
            "accept: [{check: conflict, with: b, reason: 'It wins.'}, {check: expired, reason:"
                + " x}]\n"
                + "    imported-from: \"Prowler's mutelist\"");
    var rule = new FixedRule(card, Criteria.control("S3.9"), Decision.suppress());
    String text = RuleFileWriter.text(List.of(), List.of(rule), RuleHistory.NONE, Map.of());
    assertThat(read(text).rules().getFirst().card()).isEqualTo(card);
    assertThat(card.accepts()).hasSize(2);
    assertThat(card.source()).contains("Prowler's mutelist");
  }

  @RuleCard(
      id = "a-class",
      title = "A title",
      reason = "A reason.",
      owner = "team",
      importedFrom = "a tool",
      accept = {
        @Accept(check = "conflict", with = "b", reason = "It wins."),
        @Accept(check = "expired", reason = "It comes back.")
      },
      changes = Change.SUPPRESSION)
  private static class Annotated implements Rule {
    @Override
    public Criteria when() {
      return Criteria.control("S3.9");
    }

    @Override
    public Decision decide(Finding finding) {
      return Decision.suppress();
    }
  }

  @RuleCard(
      id = "a-class",
      title = "A title",
      reason = "A reason.",
      owner = "team",
      accept = @Accept(check = "No check", reason = "It wins."),
      changes = Change.SUPPRESSION)
  private static final class WronglyAnnotated extends Annotated {}

  @Test
  void isSaidBesideARuleClassToo() {
    Card card = new Annotated().card();
    assertThat(card.accepts())
        .containsExactly(
            new Acceptance("conflict", "b", "It wins."),
            new Acceptance("expired", null, "It comes back."));
    assertThat(card.source()).contains("a tool");
    assertThat(card.toBuilder().build()).isEqualTo(card);
  }

  @Test
  void refusesAnAnnotationThatIsNotInForm() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WronglyAnnotated().card())
        .withMessage(
            "the card of rule 'a-class': check under accept is 'No check'; it must be the id of a"
                + " check of lint, lower-case words joined by hyphens, such as conflict");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Annotated().card().toBuilder().importedFrom(" ").build())
        .withMessageContaining("imported-from");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Acceptance("conflict", "b", " "))
        .withMessageContaining("reason");
  }
}
