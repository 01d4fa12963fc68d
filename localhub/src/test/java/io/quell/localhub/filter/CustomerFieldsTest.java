package io.quell.localhub.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.localhub.HubCalls;
import io.quell.localhub.HubCalls.Answer;
import io.quell.localhub.HubOptions;
import io.quell.localhub.LocalHub;
import io.quell.localhub.SampleFormat;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What customers set, and what it is found by: notes, user-defined fields, comments, statuses.
class CustomerFieldsTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-01T00:00:00Z"));
  private final LocalHub hub = LocalHub.start(HubOptions.defaults().withClock(now::get));

  @AfterEach
  void close() {
    hub.close();
  }

  // Findings: a as it came; b suppressed by a note of quell's on the 1st of March, with the fields
  // quellBook and quellRule; c with a note and a field of a person's on the 2nd; d archived.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          UserDefinedFields | {'Key': 'quellBook', 'Value': 'main', 'Comparison': 'EQUALS'}       | b
          UserDefinedFields | {'Key': 'quellBook', 'Value': 'mai', 'Comparison': 'EQUALS'}        | ''
          UserDefinedFields | {'Key': 'quellRule', 'Value': 'main', 'Comparison': 'EQUALS'}       | ''
          UserDefinedFields | {'Key': 'quellBook', 'Value': 'main', 'Comparison': 'EQUALS'}, {'Key': 'team', 'Value': 'red', 'Comparison': 'EQUALS'} | b c
          UserDefinedFields | {'Key': 'quellRule', 'Value': 'dev-', 'Comparison': 'CONTAINS'}     | b
          UserDefinedFields | {'Key': 'quellBook', 'Value': 'main', 'Comparison': 'NOT_EQUALS'}   | a c d
          UserDefinedFields | {'Key': 'quellBook', 'Value': 'other', 'Comparison': 'NOT_EQUALS'}  | a b c d
          UserDefinedFields | {'Key': 'quellBook', 'Value': 'main', 'Comparison': 'NOT_EQUALS'}, {'Key': 'team', 'Value': 'red', 'Comparison': 'NOT_EQUALS'} | a d
          UserDefinedFields | {'Key': 'quellRule', 'Value': 'dev', 'Comparison': 'NOT_CONTAINS'}  | a c d
          UserDefinedFields | {'Key': 'team', 'Value': 'RED', 'Comparison': 'EQUALS'}             | ''
          NoteText          | {'Value': 'Known', 'Comparison': 'PREFIX'}                          | b
          NoteText          | {'Value': 'queues', 'Comparison': 'CONTAINS'}                       | b
          NoteText          | {'Value': 'Mine', 'Comparison': 'NOT_EQUALS'}                       | a b d
          NoteUpdatedBy     | {'Value': 'quell', 'Comparison': 'EQUALS'}                          | b
          NoteUpdatedBy     | {'Value': 'quell', 'Comparison': 'NOT_EQUALS'}                      | a c d
          NoteUpdatedAt     | {'Start': '2026-03-02T00:00:00Z', 'End': '2026-03-03T00:00:00Z'}    | c
          NoteUpdatedAt     | {'DateRange': {'Value': 1, 'Unit': 'DAYS'}}                         | c
          NoteUpdatedAt     | {'DateRange': {'Value': 1, 'Unit': 'DAYS', 'Comparison': 'OLDER_THAN'}} | b
          WorkflowStatus    | {'Value': 'SUPPRESSED', 'Comparison': 'EQUALS'}                     | b
          WorkflowStatus    | {'Value': 'SUPPRESSED', 'Comparison': 'EQUALS'}, {'Value': 'NEW', 'Comparison': 'EQUALS'} | a b c d
          RecordState       | {'Value': 'ACTIVE', 'Comparison': 'EQUALS'}                         | a b c
          UpdatedAt         | {'Start': '2026-01-01T00:00:00Z', 'End': '2026-01-01T00:00:00Z'}    | a b c d
          CreatedAt         | {'Start': '2026-01-01T00:00:00.001Z', 'End': '2026-03-01T00:00:00Z'} | ''
          """)
  void findsFindingsOfAsff(String attribute, String filters, String expected) {
    SampleFormat format = SampleFormat.ASFF;
    format.arrive(hub, "a");
    format.arrive(hub, "b");
    format.arrive(hub, "c");
    HubCalls.importFindings(hub, format.finding("d").put("RecordState", "ARCHIVED"));
    HubCalls.update(
        hub,
        request -> {
          format.suppress(request);
          request.putObject("Note").put("Text", "Known of queues").put("UpdatedBy", "quell");
          request.putObject("UserDefinedFields").put("quellBook", "main").put("quellRule", "dev-1");
        },
        "b");
    now.set(Instant.parse("2026-03-02T00:00:00Z"));
    HubCalls.update(
        hub,
        request -> {
          request.putObject("Note").put("Text", "Mine").put("UpdatedBy", "anna");
          request.putObject("UserDefinedFields").put("team", "red");
        },
        "c");
    now.set(Instant.parse("2026-03-03T00:00:00Z"));
    finds(format, "{'" + attribute + "': [" + filters + "]}", expected);
  }

  // Findings: a as it came, b suppressed with quell's comment, c with a person's comment.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          String | comment | {'Value': 'quell:main', 'Comparison': 'CONTAINS'}            | b
          String | comment | {'Value': 'QUELL', 'Comparison': 'CONTAINS_WORD'}            | b
          String | comment | {'Value': 'que', 'Comparison': 'CONTAINS_WORD'}              | ''
          String | comment | {'Value': 'Known', 'Comparison': 'PREFIX'}                   | b
          String | comment | {'Value': 'Mine', 'Comparison': 'EQUALS'}                    | c
          String | comment | {'Value': 'mine', 'Comparison': 'EQUALS'}                    | ''
          String | comment | {'Value': 'Mine', 'Comparison': 'NOT_EQUALS'}                | a b
          String | comment | {'Value': 'Known', 'Comparison': 'PREFIX_NOT_EQUALS'}        | a c
          String | comment | {'Value': 'quell', 'Comparison': 'NOT_CONTAINS'}             | a c
          String | metadata.uid | {'Value': 'b', 'Comparison': 'EQUALS'}                  | b
          String | status  | {'Value': 'Suppressed', 'Comparison': 'EQUALS'}              | b
          Number | status_id   | {'Eq': 3}                                                | b
          Number | status_id   | {'Gte': 1, 'Lt': 3}                                      | a c
          Number | severity_id | {'Eq': 3}                                                | a b c
          Number | severity_id | {'Gt': 3}                                                | ''
          Date | finding_info.created_time_dt  | {'Start': '2000-01-01T00:00:00Z', 'End': '2026-03-01T00:00:00Z'} | a b c
          Date | finding_info.modified_time_dt | {'Start': '2026-03-01T00:00:00Z', 'End': '2027-01-01T00:00:00Z'} | ''
          """)
  void findsFindingsOfOcsf(String kind, String field, String filter, String expected) {
    SampleFormat format = SampleFormat.OCSF;
    format.arrive(hub, "a");
    format.arrive(hub, "b");
    format.arrive(hub, "c");
    format.update(
        hub,
        request -> {
          format.suppress(request);
          request.put("Comment", "Known of queues [quell:main/dev-1]");
        },
        "b");
    format.update(hub, request -> request.put("Comment", "Mine"), "c");
    finds(
        format,
        "{'CompositeFilters': [{'"
            + kind
            + "Filters': [{'FieldName': '"
            + field
            + "', 'Filter': "
            + filter
            + "}]}]}",
        expected);
  }

  private void finds(SampleFormat format, String filters, String expected) {
    Answer answer = format.get(hub, "{'Filters': " + filters + "}");
    assertThat(answer.status()).as(answer.message()).isEqualTo(200);
    assertThat(String.join(" ", format.ids(answer))).isEqualTo(expected);
  }
}
