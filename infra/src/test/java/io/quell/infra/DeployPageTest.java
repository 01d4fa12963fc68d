package io.quell.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.book.Book;
import io.quell.infra.function.FunctionJar;
import io.quell.infra.intake.CustomAction;
import io.quell.infra.options.DeploymentOption;
import io.quell.infra.options.Options;
import io.quell.infra.options.file.OptionsFile;
import io.quell.lambda.CallBudget;
import io.quell.update.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

/// What docs/deploy.md shows.
final class DeployPageTest {
  private static final String PAGE = Project.text(Project.path("docs/deploy.md"));

  @Test
  void hasEverySectionInItsContents() {
    String contents =
        PAGE.substring(
            PAGE.indexOf("## Contents"), PAGE.indexOf("\n## ", PAGE.indexOf("## Contents")));

    assertThat(Pattern.compile("(?m)^## (.*)$").matcher(PAGE).results())
        .extracting(section -> section.group(1))
        .filteredOn(title -> !title.equals("Contents"))
        .hasSizeGreaterThan(15)
        .allSatisfy(title -> assertThat(contents).contains("[%s](#".formatted(title)));
  }

  @Test
  void listsEveryOption() {
    assertThat(PAGE).contains(DeploymentOption.table());
  }

  @Test
  void givesTheFiguresThatAreDeployed() {
    assertThat(PAGE)
        .contains(
            "%d calls a second".formatted(Limits.CALLS_A_SECOND),
            "batches of %,d".formatted(CallBudget.BATCH_SIZE),
            "%d seconds".formatted(CallBudget.BATCH_WINDOW_SECONDS),
            "%d seconds".formatted(CallBudget.VISIBILITY_SECONDS),
            "%d times".formatted(CallBudget.RECEIVES));
  }

  @Test
  void countsTheAlarmsThatAreDeployed() {
    assertThat(PAGE)
        .contains(
            "%d alarms at $0.10 (%d with `rules: appconfig`, six fewer with `reconcile: off`"
                .formatted(alarms(Map.of()), alarms(Map.of("rules", "appconfig"))));
    assertThat(alarms(Map.of("reconcile", "off"))).isEqualTo(alarms(Map.of()) - 6);
  }

  @Test
  void givesTheFiguresOfReconciliation() {
    Template template = Synthesis.template(Map.of());
    String at = "Quell/Quell/Reconciliation/";
    int timeout = template.at(at + "Reconciler").property("Timeout").asInt() / 60;
    int hidden = template.at(at + "Runs").property("VisibilityTimeout").asInt() / 60;
    int tries = template.at(at + "Runs").property("RedrivePolicy").get("maxReceiveCount").asInt();
    Options options = Options.defaults();
    int pages = options.reconciliation().findings() / Limits.MOST_FINDINGS_A_CALL;
    int seconds = pages / options.reconciliation().reads();

    assertThat(PAGE)
        .contains(
            "as long as the function may run, %d minutes".formatted(timeout),
            "comes again %d minutes after it was taken".formatted(hidden),
            "After %d tries, %d minutes at worst".formatted(tries, hidden * tries),
            "| `daily` | at 01:00 UTC |",
            "| `weekly` | on Sunday at 02:00 UTC |",
            "of the %d and %d that Security Hub takes"
                .formatted(Limits.READS_A_SECOND, Limits.CALLS_A_SECOND),
            "**Reconciliation** of %,d marked findings reads %,d pages in a run"
                .formatted(options.reconciliation().findings(), pages),
            "that is %,d seconds at 1 GB".formatted(seconds),
            "are 40 runs in 30 days: $%.2f".formatted(40 * seconds * 0.0000133334));
  }

  private static int alarms(Map<String, Object> options) {
    Map<String, Object> heard = new HashMap<>(options);
    heard.put("alarmEmails", "team@example.com");
    return Synthesis.template(heard).all("AWS::CloudWatch::Alarm").size();
  }

  /// What the example of a suppression's cost rests on: so many findings that are checked twice a
  /// day for 30 days.
  @Test
  void reckonsWhatASuppressionCosts() {
    int events = 10_000 * 2 * 30;
    int month = 30 * 24 * 60 * 60;
    int windows = month / CallBudget.BATCH_WINDOW_SECONDS;
    int polls = 5 * month / 20;
    int requests = events + 2 * windows + polls; // each window takes and deletes once at least

    assertThat(PAGE)
        .contains("imported up to 20,000 times a day, %,d times in 30 days".formatted(events))
        .containsPattern("\nevents +%,d +0\\.00 ".formatted(events))
        .containsPattern(
            "\nqueue: send, receive, delete, poll +%,d +%.2f +\\$0\\.40 "
                .formatted(requests, requests * 0.40 / 1e6))
        .containsPattern(
            "\nfunction: invocations +%,d +%.2f +\\$0\\.20 "
                .formatted(windows, windows * 0.20 / 1e6));
  }

  @Test
  void namesTheVariablesOfTheFunction() {
    Synthesis.template(Map.of("rules", "appconfig"))
        .all("AWS::Lambda::Function")
        .forEach(
            function ->
                function
                    .property("Environment")
                    .get("Variables")
                    .fieldNames()
                    .forEachRemaining(name -> assertThat(PAGE).contains("`" + name + "`")));
  }

  @Test
  void invokesEventsThatExist() {
    List<String> events =
        Pattern.compile("events/([\\w.-]+\\.json)")
            .matcher(PAGE)
            .results()
            .map(found -> found.group(1))
            .toList();

    assertThat(events)
        .isNotEmpty()
        .allSatisfy(event -> assertThat(Project.events().resolve(event)).exists());
  }

  /// In all pages: what the command line takes is the name of a file of options.
  @Test
  void setsNoOptionOnTheCommandLine() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(Project.path("README.md")));
    try (Stream<Path> docs = Files.list(Project.path("docs"))) {
      docs.filter(page -> page.toString().endsWith(".md"))
          // which tells why such a line is refused
          .filter(page -> !page.endsWith("decisions.md"))
          .forEach(pages::add);
    }

    assertThat(
            pages.stream()
                .map(Project::text)
                .flatMap(page -> Pattern.compile("-c (\\w+)=").matcher(page).results())
                .map(found -> found.group(1))
                // the one that the page says is refused
                .filter(name -> !name.equals("observe")))
        .isNotEmpty()
        .containsOnly("deployment");
  }

  @Test
  void showsOptionsThatCanBeRead(@TempDir Path folder) throws IOException {
    List<String> files =
        Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
            .matcher(PAGE)
            .results()
            .map(found -> found.group(1))
            .filter(yaml -> !yaml.contains("rules:\n"))
            .toList();

    assertThat(files).hasSizeGreaterThanOrEqualTo(2);
    for (String yaml : files) {
      Files.writeString(folder.resolve("quell.yaml"), yaml);
      assertThat(OptionsFile.read(folder, Map.of()).stacks()).isNotEmpty();
    }
  }

  @Test
  void namesOptionsThatExist() {
    List<String> settings =
        Pattern.compile("`(\\w+): [^`]+`")
            .matcher(PAGE)
            .results()
            .map(found -> found.group(1))
            .toList();

    assertThat(settings)
        .isNotEmpty()
        .filteredOn(name -> !List.of("removed", "moved", "suspended", "examples").contains(name))
        .isSubsetOf(Arrays.stream(DeploymentOption.values()).map(DeploymentOption::key).toList());
  }

  @Test
  void createsTheCustomActionsThatTheEventRulesWaitFor() {
    assertThat(CustomAction.values())
        .allSatisfy(
            action ->
                assertThat(PAGE)
                    .contains(
                        "aws securityhub create-action-target --id %s --name \"%s\" \\\n  --description \"%s\"\n"
                            .formatted(action.id(), action.label(), action.description())));
  }

  @Test
  void showsAConstructThatWorks() {
    assertThat(squeezed(Project.text(Path.of("src/test/java/io/quell/infra/DeployPageTest.java"))))
        .contains(
            squeezed(
                PAGE.substring(
                    PAGE.indexOf("```java") + 7,
                    PAGE.indexOf("```", PAGE.indexOf("```java") + 7))));

    App app = new App();
    Stack stack = new Stack(app, "Theirs");
    addQuell(stack, Synthesis.jar().path(), Topic.Builder.create(stack, "TheirTopic").build());

    Template template =
        new Template(Project.json(app.synth().getStacks().getFirst().getTemplate()));
    assertThat(template.all("AWS::CloudWatch::Alarm"))
        .isNotEmpty()
        .allSatisfy(alarm -> assertThat(alarm.property("AlarmActions")).hasSize(1));
  }

  private static String squeezed(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }

  private static void addQuell(Construct scope, Path jar, Topic topic) {
    Options options = Options.of(Map.of("mode", "enforce", "alarmTopic", topic.getTopicArn()));
    new QuellConstruct(
        scope, "Quell", QuellProps.of(options, new FunctionJar(jar), Book.packaged()));
  }
}
