package io.quell.infra.organization;

import io.quell.infra.options.OrganizationOptions;
import io.quell.infra.synthesis.NagSuppressions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.lambda.CfnFunction;
import software.amazon.awscdk.services.lambda.Function;
import software.constructs.Construct;
import software.constructs.IConstruct;

/// The functions in a network of the organization's own. It must have endpoints for all that they
/// call; `docs/deploy.md` names them.
final class Network {
  private static final List<String> INTERFACES =
      List.of(
          "ec2:AssignPrivateIpAddresses",
          "ec2:DeleteNetworkInterface",
          "ec2:UnassignPrivateIpAddresses");
  /// Actions that know no resource (Service Authorization Reference, Amazon EC2).
  private static final List<String> LOOKING =
      List.of("ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets");
  // Of its own: with many subnets it is long.
  private static final String POLICY = "NetworkPolicy";
  private static final String CREATE = "ec2:CreateNetworkInterface";

  private Network() {}

  /// Puts all functions of a construct there.
  static void cover(Construct scope, OrganizationOptions.NetworkIds network) {
    for (IConstruct construct : scope.getNode().findAll()) {
      if (construct instanceof Function function) {
        ((CfnFunction) Objects.requireNonNull(function.getNode().getDefaultChild()))
            .setVpcConfig(
                CfnFunction.VpcConfigProperty.builder()
                    .subnetIds(network.subnets())
                    .securityGroupIds(network.securityGroups())
                    .build());
        permit((Role) Objects.requireNonNull(function.getRole()), network);
      }
    }
  }

  /// Lambda makes the network interfaces as the function's role. The function itself may not.
  private static void permit(Role role, OrganizationOptions.NetworkIds network) {
    String everyInterface = arn(role, "network-interface", "*");
    List<String> places = new ArrayList<>(List.of(everyInterface));
    network.subnets().forEach(id -> places.add(arn(role, "subnet", id)));
    network.securityGroups().forEach(id -> places.add(arn(role, "security-group", id)));
    // EC2 fills the VPC in where it is about an interface that exists.
    Map<String, Object> inTheVpc =
        Map.of("ArnEqualsIfExists", Map.of("ec2:Vpc", arn(role, "vpc", network.vpc())));
    List<String> all = new ArrayList<>(List.of(CREATE));
    all.addAll(INTERFACES);
    all.addAll(LOOKING);
    ManagedPolicy policy =
        ManagedPolicy.Builder.create(role, POLICY)
            .roles(List.of(role))
            .statements(
                List.of(
                    allow("CreateNetworkInterfaces", List.of(CREATE), places, inTheVpc),
                    allow("UseNetworkInterfaces", INTERFACES, List.of(everyInterface), inTheVpc),
                    allow("SeeNetworkInterfaces", LOOKING, List.of("*"), Map.of()),
                    PolicyStatement.Builder.create()
                        .sid("NotByTheCodeItself")
                        .effect(Effect.DENY)
                        .actions(all)
                        .resources(List.of("*"))
                        .conditions(
                            Map.of("ArnLike", Map.of("lambda:SourceFunctionArn", functions(role))))
                        .build()))
            .build();
    NagSuppressions.accept(
        policy,
        List.of(
            NagSuppressions.entry(
                "AwsSolutions-IAM5",
                "Lambda gives network interfaces their ids, and EC2 knows no resource for looking.",
                List.of("/^Resource::\\*$/", "/^Resource::arn:.+:network-interface\\/\\*$/"))));
  }

  private static PolicyStatement allow(
      String sid, List<String> actions, List<String> resources, Map<String, Object> conditions) {
    return PolicyStatement.Builder.create()
        .sid(sid)
        .effect(Effect.ALLOW)
        .actions(actions)
        .resources(resources)
        .conditions(conditions)
        .build();
  }

  /// All functions of the account: one that the role's own function had to name could not be made
  /// before it.
  private static String functions(Role role) {
    return Stack.of(role)
        .formatArn(
            ArnComponents.builder()
                .service("lambda")
                .resource("function")
                .resourceName("*")
                .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                .build());
  }

  private static String arn(Role role, String kind, String name) {
    return Stack.of(role)
        .formatArn(
            ArnComponents.builder()
                .service("ec2")
                .resource(kind)
                .resourceName(name)
                .arnFormat(ArnFormat.SLASH_RESOURCE_NAME)
                .build());
  }
}
