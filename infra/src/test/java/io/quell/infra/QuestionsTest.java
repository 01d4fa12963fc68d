package io.quell.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quell.lambda.report.Question;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The questions to the log are on the page and in the stack.
final class QuestionsTest {
  @Test
  void areOnThePage() {
    assertThat(Project.text(Project.path("docs/operations.md"))).contains(Question.page());
  }

  @Test
  void areSavedInTheStackForItsLogs() {
    Template template = Synthesis.template(Map.of());
    for (Question question : Question.values()) {
      JsonNode saved =
          Project.elements(template.json().get("Resources")).stream()
              .filter(
                  resource -> resource.get("Type").asText().equals("AWS::Logs::QueryDefinition"))
              .map(resource -> resource.get("Properties"))
              .filter(
                  properties ->
                      properties.get("Name").asText().equals("Quell/Quell/" + question.title()))
              .findFirst()
              .orElseThrow(() -> new AssertionError(question + " is not in the stack"));
      assertThat(saved.get("QueryString").asText()).isEqualTo(question.query());
      assertThat(saved.get("LogGroupNames")).hasSize(question == Question.RUNS ? 1 : 2);
    }
  }
}
