package io.quell.localhub.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quell.localhub.asff.AsffSeverities;
import io.quell.localhub.asff.FindingFormat;
import io.quell.localhub.asff.UpdateFormat;
import io.quell.localhub.filter.GetFindings;
import io.quell.localhub.filter.TextComparison;
import io.quell.localhub.history.GetFindingHistory;
import io.quell.localhub.ocsf.OcsfIdentifier;
import io.quell.localhub.ocsf.OcsfUpdate;
import io.quell.localhub.store.ChangeSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.securityhub.model.AwsSecurityFindingIdentifier;
import software.amazon.awssdk.services.securityhub.model.BatchUpdateFindingsRequest;
import software.amazon.awssdk.services.securityhub.model.BatchUpdateFindingsV2Request;
import software.amazon.awssdk.services.securityhub.model.BatchUpdateFindingsV2UnprocessedFindingErrorCode;
import software.amazon.awssdk.services.securityhub.model.ComplianceStatus;
import software.amazon.awssdk.services.securityhub.model.FindingHistoryUpdateSourceType;
import software.amazon.awssdk.services.securityhub.model.GetFindingHistoryRequest;
import software.amazon.awssdk.services.securityhub.model.GetFindingsRequest;
import software.amazon.awssdk.services.securityhub.model.GetFindingsV2Request;
import software.amazon.awssdk.services.securityhub.model.MapFilterComparison;
import software.amazon.awssdk.services.securityhub.model.OcsfFindingIdentifier;
import software.amazon.awssdk.services.securityhub.model.Partition;
import software.amazon.awssdk.services.securityhub.model.RecordState;
import software.amazon.awssdk.services.securityhub.model.SeverityLabel;
import software.amazon.awssdk.services.securityhub.model.StringFilterComparison;
import software.amazon.awssdk.services.securityhub.model.VerificationState;
import software.amazon.awssdk.services.securityhub.model.WorkflowStatus;

/// Holds the hub's own lists against the service model in the AWS SDK.
class ServiceModelTest {
  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of(AsffSeverities.LABELS, SeverityLabel.values()),
        Arguments.of(FindingFormat.WORKFLOW_STATUSES, WorkflowStatus.values()),
        Arguments.of(FindingFormat.VERIFICATION_STATES, VerificationState.values()),
        Arguments.of(FindingFormat.RECORD_STATES, RecordState.values()),
        Arguments.of(FindingFormat.COMPLIANCE_STATUSES, ComplianceStatus.values()),
        Arguments.of(FindingFormat.PARTITIONS, Partition.values()),
        Arguments.of(
            Arrays.stream(ChangeSource.Kind.values()).map(Enum::name).toList(),
            FindingHistoryUpdateSourceType.values()),
        Arguments.of(TextComparison.OF_MAPS, MapFilterComparison.values()),
        Arguments.of(TextComparison.OF_OCSF_STRINGS, StringFilterComparison.values()),
        Arguments.of(
            Arrays.stream(UnprocessedCode.values())
                .filter(code -> code.operation() == HubOperation.BATCH_UPDATE_FINDINGS_V2)
                .map(UnprocessedCode::code)
                .toList(),
            BatchUpdateFindingsV2UnprocessedFindingErrorCode.values()));
  }

  @ParameterizedTest
  @MethodSource("values")
  void allowsTheValuesOfTheModel(List<String> allowed, Object[] model) {
    List<String> known =
        Arrays.stream(model).map(String::valueOf).filter(value -> !value.equals("null")).toList();
    assertThat(allowed).containsExactlyInAnyOrderElementsOf(known);
  }

  static Stream<Arguments> members() {
    return Stream.of(
        Arguments.of(UpdateFormat.MEMBERS, BatchUpdateFindingsRequest.builder()),
        Arguments.of(GetFindings.MEMBERS, GetFindingsRequest.builder()),
        Arguments.of(GetFindingHistory.MEMBERS, GetFindingHistoryRequest.builder()),
        Arguments.of(GetFindingHistory.IDENTIFIER_MEMBERS, AwsSecurityFindingIdentifier.builder()),
        Arguments.of(OcsfUpdate.MEMBERS, BatchUpdateFindingsV2Request.builder()),
        Arguments.of(OcsfIdentifier.MEMBERS, OcsfFindingIdentifier.builder()),
        Arguments.of(GetFindings.OCSF_MEMBERS, GetFindingsV2Request.builder()));
  }

  @ParameterizedTest
  @MethodSource("members")
  void takesTheMembersOfTheModel(List<String> taken, SdkPojo model) {
    assertThat(taken)
        .containsExactlyInAnyOrderElementsOf(
            model.sdkFields().stream().map(SdkField::locationName).toList());
  }
}
