package io.quell.localhub.api;

import java.util.Arrays;
import java.util.Optional;

/// The operations of the hub: where each lives, and the quota that AWS sets it for an account and a
/// Region.
public enum HubOperation {
  /// A provider sends ASFF findings.
  BATCH_IMPORT_FINDINGS(
      "BatchImportFindings", "POST", "/findings/import", Api.V1, new Quota(10, 30)),
  /// Reads ASFF findings.
  GET_FINDINGS("GetFindings", "POST", "/findings", Api.V1, new Quota(3, 6)),
  /// Says what happened to an ASFF finding.
  GET_FINDING_HISTORY(
      "GetFindingHistory", "POST", "/findingHistory/get", Api.V1, new Quota(10, 30)),
  /// A customer updates ASFF findings.
  BATCH_UPDATE_FINDINGS(
      "BatchUpdateFindings", "PATCH", "/findings/batchupdate", Api.V1, new Quota(10, 30)),
  /// Reads OCSF findings.
  GET_FINDINGS_V2("GetFindingsV2", "POST", "/findingsv2", Api.V2, new Quota(3, 6)),
  /// A customer updates OCSF findings.
  BATCH_UPDATE_FINDINGS_V2(
      "BatchUpdateFindingsV2", "PATCH", "/findingsv2/batchupdatev2", Api.V2, new Quota(10, 30)),
  /// Says whose hub it is.
  DESCRIBE_HUB("DescribeHub", "GET", "/accounts", Api.V1, new Quota(10, 30));

  /// The two generations of the API, which name their errors differently.
  public enum Api {
    /// The generation of ASFF.
    V1,
    /// The generation of OCSF.
    V2
  }

  private final String apiName;
  private final String method;
  private final String path;
  private final Api api;

  @SuppressWarnings("ImmutableEnumChecker") // a record of two numbers
  private final Quota awsQuota;

  HubOperation(String apiName, String method, String path, Api api, Quota awsQuota) {
    this.apiName = apiName;
    this.method = method;
    this.path = path;
    this.api = api;
    this.awsQuota = awsQuota;
  }

  /// The operation's name in the API, such as `GetFindings`.
  public String apiName() {
    return apiName;
  }

  /// The quota that AWS sets this operation (API reference, Welcome).
  ///
  /// GetFindingHistory is one of "all other operations". The quota of a V2 operation is documented
  /// nowhere: it is taken to be that of the V1 operation, counted apart.
  public Quota awsQuota() {
    return awsQuota;
  }

  /// The operation of this name in the API, if the hub has it.
  public static Optional<HubOperation> named(String apiName) {
    return Arrays.stream(values())
        .filter(operation -> operation.apiName.equals(apiName))
        .findFirst();
  }

  /// The HTTP method, such as `POST`.
  public String method() {
    return method;
  }

  /// The HTTP path, such as `/findings`.
  public String path() {
    return path;
  }

  Api api() {
    return api;
  }
}
