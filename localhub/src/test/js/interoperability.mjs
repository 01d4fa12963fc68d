// Calls the hub at AWS_ENDPOINT_URL_SECURITYHUB through the AWS SDK for JavaScript and prints what came back as JSON.
import { SecurityHub } from "@aws-sdk/client-securityhub";

const hub = new SecurityHub({ maxAttempts: 1 });
const productArn = process.argv[2];
const cloudAccountUid = process.argv[3];
const metadataProductUid = process.argv[4];

const refusal = (call) => call.then(
    () => "no refusal",
    ({ name, $fault, $metadata }) => ({ name, fault: $fault, status: $metadata.httpStatusCode }));
const answer = (call) => call.then(({ $metadata, ...members }) => members);

const asff = (id) => ({ Id: id, ProductArn: productArn });
const ocsf = (uid) => ({
  CloudAccountUid: cloudAccountUid, FindingInfoUid: uid, MetadataProductUid: metadataProductUid,
});
const ids = [];
let NextToken;
do {
  const page = await hub.getFindings({ MaxResults: 1, NextToken });
  ids.push(...page.Findings.map((finding) => finding.Id));
  NextToken = page.NextToken;
} while (NextToken);

console.log(JSON.stringify({
  ids,
  batchUpdateFindings: await answer(hub.batchUpdateFindings({
    FindingIdentifiers: [asff("a"), asff("nobody")],
    Workflow: { Status: "SUPPRESSED" },
    Note: { Text: "accepted", UpdatedBy: "quell" },
    UserDefinedFields: { rule: "r1" },
  })),
  getFindings: await answer(hub.getFindings({
    Filters: { WorkflowStatus: [{ Value: "SUPPRESSED", Comparison: "EQUALS" }] },
  })),
  batchUpdateFindingsV2: await answer(hub.batchUpdateFindingsV2({
    MetadataUids: ["o", "nobody"], StatusId: 3, SeverityId: 2, Comment: "accepted",
  })),
  byIdentifier: await answer(hub.batchUpdateFindingsV2({ FindingIdentifiers: [ocsf("info-p")], StatusId: 2 })),
  getFindingsV2: await answer(hub.getFindingsV2({
    Filters: {
      CompositeFilters: [{
        NumberFilters: [{ FieldName: "status_id", Filter: { Gte: 2 } }],
        NestedCompositeFilters: [{
          StringFilters: [{ FieldName: "cloud.region", Filter: { Value: "eu-", Comparison: "PREFIX" } }],
        }],
        Operator: "AND",
      }],
    },
    SortCriteria: [{ Field: "status_id", SortOrder: "desc" }],
  })),
  refused: {
    batchUpdateFindings: await refusal(hub.batchUpdateFindings({
      FindingIdentifiers: [asff("a")], Workflow: { Status: "GONE" },
    })),
    batchUpdateFindingsV2: await refusal(hub.batchUpdateFindingsV2({ StatusId: 3 })),
    getFindings: await refusal(hub.getFindings({ MaxResults: 101 })),
    getFindingsV2: await refusal(hub.getFindingsV2({ SortCriteria: [{ Field: "Id", SortOrder: "asc" }] })),
  },
}));
