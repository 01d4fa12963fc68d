package io.quell.cli.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The stand-ins take what AWS's own command line sends, which is made from the services' models,
/// and give answers that it reads. So they are no invention of whoever wrote the client too.
///
/// It needs an `aws` command on the PATH, and is skipped where there is none.
final class StandInsAgreeWithTheModelsTest {
  @TempDir Path folder;

  @BeforeAll
  static void requireAws() {
    assumeTrue(
        Pattern.compile(Pattern.quote(File.pathSeparator))
            .splitAsStream(String.valueOf(System.getenv("PATH")))
            .map(part -> Path.of(part, "aws"))
            .anyMatch(Files::isExecutable),
        "there is no aws command on the PATH");
  }

  private static String aws(StandInAws to, String command)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("aws"));
    arguments.addAll(List.of(command.strip().split("\\s+", -1)));
    arguments.addAll(List.of("--output", "json", "--endpoint-url", to.url()));
    var builder = new ProcessBuilder(arguments).redirectErrorStream(true);
    builder
        .environment()
        .putAll(
            Map.of(
                "AWS_ACCESS_KEY_ID", "local",
                "AWS_SECRET_ACCESS_KEY", "local",
                "AWS_DEFAULT_REGION", "us-east-1",
                "AWS_MAX_ATTEMPTS", "1",
                "AWS_EC2_METADATA_DISABLED", "true",
                "AWS_PAGER", ""));
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as("%s%n%s", command, output).isZero();
    return output;
  }

  @Test
  void inQueues() throws IOException, InterruptedException {
    try (StandInAws to = StandInAws.start()) {
      String findings = to.sqs().url("Findings");
      String failed = to.sqs().url("Failed");
      Path entries =
          Files.writeString(
              folder.resolve("entries.json"),
              """
              [{"Id": "0", "MessageBody": "{}", "MessageAttributes":
                {"QuellRedrives": {"DataType": "String", "StringValue": "1"}}}]
              """);
      aws(
          to,
          "sqs send-message-batch --queue-url %s --entries file://%s".formatted(failed, entries));
      assertThat(
              aws(
                  to,
                  "sqs receive-message --queue-url %s --max-number-of-messages 10 --wait-time-seconds 1 --visibility-timeout 0 --message-attribute-names All --message-system-attribute-names All"
                      .formatted(failed)))
          .contains("\"QuellRedrives\"", "\"SentTimestamp\"");
      assertThat(aws(to, "sqs get-queue-attributes --attribute-names All --queue-url " + findings))
          .contains("deadLetterTargetArn");
      String arn = "arn:aws:sqs:us-east-1:111122223333:Failed";
      aws(to, "sqs start-message-move-task --source-arn " + arn);
      assertThat(aws(to, "sqs list-message-move-tasks --source-arn " + arn)).contains("COMPLETED");
      assertThat(to.sqs().bodies("Findings")).containsExactly("{}");
    }
  }

  @Test
  void inFunctions() throws IOException, InterruptedException {
    try (StandInAws to = StandInAws.start()) {
      aws(
          to,
          "lambda tag-resource --resource %s --tags quell:stopped-at=x"
              .formatted(StandInLambda.ARN));
      aws(
          to,
          "lambda put-function-concurrency --function-name %s --reserved-concurrent-executions 0"
              .formatted(StandInLambda.NAME));
      assertThat(aws(to, "lambda get-function --function-name " + StandInLambda.NAME))
          .contains("quell:stopped-at", "\"ReservedConcurrentExecutions\": 0");
      aws(
          to,
          "lambda untag-resource --resource %s --tag-keys quell:stopped-at"
              .formatted(StandInLambda.ARN));
      assertThat(to.lambda().tags()).isEmpty();
      aws(to, "lambda delete-function-concurrency --function-name " + StandInLambda.NAME);
      assertThat(
              aws(
                  to,
                  "lambda update-event-source-mapping --no-enabled --uuid "
                      + StandInLambda.FINDINGS))
          .contains("Disabling");
      to.lambda().publish(2, "Active", "book-a");
      to.lambda().publish(3, "Active", "book-a");
      assertThat(aws(to, "lambda list-versions-by-function --function-name " + StandInLambda.NAME))
          .contains("\"Version\": \"3\"", "QUELL_BOOK_HASH");
      aws(
          to,
          "lambda update-alias --name live --function-version 2 --revision-id r1 --function-name "
              + StandInLambda.NAME);
      assertThat(aws(to, "lambda get-alias --name live --function-name " + StandInLambda.NAME))
          .contains("\"FunctionVersion\": \"2\"");
      aws(to, "lambda delete-function --qualifier 1 --function-name " + StandInLambda.NAME);
      assertThat(to.lambda().versions()).containsExactly(2, 3);
    }
  }

  @Test
  void inConfigurations() throws IOException, InterruptedException {
    try (StandInAws to = StandInAws.start()) {
      Path content = Files.writeString(folder.resolve("rules.yaml"), "rules: []\n");
      String profile = "--application-id app1234 --configuration-profile-id profileRules";
      String environment = "--application-id app1234 --environment-id envRules";
      assertThat(
              aws(
                  to,
                  "appconfig create-hosted-configuration-version %s --content-type application/x-yaml --version-label v1.0 --content fileb://%s %s"
                      .formatted(profile, content, folder.resolve("answer"))))
          .contains("\"VersionNumber\": 1");
      assertThat(
              aws(
                  to,
                  "appconfig start-deployment %s --configuration-profile-id profileRules --configuration-version 1 --deployment-strategy-id strategyRules"
                      .formatted(environment)))
          .contains("\"DeploymentNumber\": 1");
      aws(to, "appconfig get-deployment --deployment-number 1 " + environment);
      assertThat(aws(to, "appconfig list-deployments " + environment)).contains("BAKING");
      aws(to, "appconfig stop-deployment --allow-revert --deployment-number 1 " + environment);
      assertThat(to.appConfig().states("envRules")).containsExactly("ROLLING_BACK");
      aws(to, "appconfig delete-hosted-configuration-version --version-number 1 " + profile);
      assertThat(to.appConfig().versions("profileRules")).isEmpty();
    }
  }

  @Test
  void inStacksAndWhatStartsThem() throws IOException, InterruptedException {
    try (StandInAws to = StandInAws.start()) {
      for (int number = 0; number < 3; number++) {
        to.cloudFormation().add("AWS::Events::Rule", "Rule" + number);
      }
      to.events().addRule("Rule0");
      to.events().addSchedule("Schedules", "Daily");
      assertThat(aws(to, "cloudformation describe-stacks --stack-name Quell"))
          .contains("BatchesOutput", StandInLambda.FINDINGS);
      assertThat(aws(to, "cloudformation list-stack-resources --stack-name Quell"))
          .as("all pages")
          .contains("Rule0", "Rule2");
      aws(to, "events disable-rule --name Rule0");
      assertThat(aws(to, "events describe-rule --name Rule0")).contains("DISABLED");
      assertThat(aws(to, "scheduler list-schedules --group-name Schedules")).contains("Daily");
      assertThat(aws(to, "scheduler get-schedule --group-name Schedules --name Daily"))
          .contains("cron(0 1 * * ? *)");
    }
  }
}
