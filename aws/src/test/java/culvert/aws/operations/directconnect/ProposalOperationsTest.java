package culvert.aws.operations.directconnect;

import static culvert.aws.operations.directconnect.Cage.prefixes;
import static culvert.aws.operations.directconnect.Cage.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.directconnect.model.DirectConnectGatewayAssociationProposal;
import software.amazon.awssdk.services.directconnect.model.RouteFilterPrefix;

class ProposalOperationsTest {

  private static final String OTHER = TestCloud.OTHER_ACCOUNT;

  private final TestCloud cloud = new TestCloud();
  private final Cage hub = new Cage(cloud, TestCloud.ACCOUNT);
  private final Cage spoke = new Cage(cloud, OTHER, "eu-west-1");
  private final String gateway = hub.gateway(64512);

  @AfterEach
  void close() {
    cloud.close();
  }

  private String propose(String associated, String... allowed) {
    return spoke
        .dx
        .createDirectConnectGatewayAssociationProposal(r ->
            r.directConnectGatewayId(gateway)
                .directConnectGatewayOwnerAccount(TestCloud.ACCOUNT)
                .gatewayId(associated)
                .addAllowedPrefixesToDirectConnectGateway(prefixes(allowed)))
        .directConnectGatewayAssociationProposal()
        .proposalId();
  }

  private void accept(String proposal, String... override) {
    hub.dx.acceptDirectConnectGatewayAssociationProposal(r ->
        r.directConnectGatewayId(gateway)
            .proposalId(proposal)
            .associatedGatewayOwnerAccount(OTHER)
            .overrideAllowedPrefixesToDirectConnectGateway(prefixes(override)));
  }

  private List<String> states(Cage side) {
    return side
        .dx
        .describeDirectConnectGatewayAssociationProposals(r -> {})
        .directConnectGatewayAssociationProposals()
        .stream()
        .map(DirectConnectGatewayAssociationProposal::proposalStateAsString)
        .toList();
  }

  private List<String> allowed() {
    return hub.associations(gateway).getFirst().allowedPrefixesToDirectConnectGateway().stream()
        .map(RouteFilterPrefix::cidr)
        .toList();
  }

  @Test
  void b5_a_gateway_of_another_account_is_proposed_and_accepted() {
    String vpn = spoke.attachedVpnGateway("10.1.0.0/16");
    refuses(() -> hub.associate(gateway, vpn), "does not exist in account");
    refuses(() -> spoke.associate(gateway, vpn), "does not exist");
    String proposal = propose(vpn, "10.0.0.0/8");
    assertThat(states(hub)).containsExactly("requested");
    assertThat(hub.associations(gateway)).isEmpty();
    refuses(() -> propose(vpn), "already");
    accept(proposal);
    assertThat(states(spoke)).containsExactly("accepted");
    assertThat(hub.associations(gateway))
        .singleElement()
        .satisfies(each -> {
          assertThat(each.associationStateAsString()).isEqualTo("associated");
          assertThat(each.associatedGateway().ownerAccount()).isEqualTo(OTHER);
          assertThat(each.associatedGateway().region()).isEqualTo("eu-west-1");
        });
    assertThat(allowed()).containsExactly("10.0.0.0/8");
    assertThat(spoke.associations(gateway)).as("both sides see it").hasSize(1);
    refuses(() -> accept(proposal), "does not exist");
    cloud.timeline().advance(Duration.ofDays(3));
    assertThat(states(hub)).isEmpty();
  }

  @Test
  void b5_the_acceptor_overrides_prefixes() {
    accept(propose(spoke.attachedVpnGateway("10.1.0.0/16"), "10.0.0.0/8"), "10.1.0.0/16");
    assertThat(allowed()).containsExactly("10.1.0.0/16");
  }

  @Test
  void b5_a_proposal_changes_an_association_too() {
    String transit = spoke.transitGateway(64514);
    accept(propose(transit, "10.1.0.0/16"));
    String id = hub.associations(gateway).getFirst().associationId();
    refuses(
        () ->
            spoke.dx.updateDirectConnectGatewayAssociation(r ->
                r.associationId(id)
                    .addAllowedPrefixesToDirectConnectGateway(prefixes("10.2.0.0/16"))),
        "owner of the Direct Connect gateway");
    accept(propose(transit, "10.2.0.0/16"));
    assertThat(hub.associations(gateway)).hasSize(1);
    assertThat(allowed()).containsExactly("10.1.0.0/16", "10.2.0.0/16");
    assertThat(spoke.ec2.describeTransitGatewayAttachments(r -> {}).transitGatewayAttachments())
        .singleElement()
        .satisfies(each -> {
          assertThat(each.resourceOwnerId()).isEqualTo(TestCloud.ACCOUNT);
          assertThat(each.stateAsString()).isEqualTo("available");
        });
    spoke.dx.deleteDirectConnectGatewayAssociation(r -> r.associationId(id));
    assertThat(hub.associations(gateway)).isEmpty();
  }

  @Test
  void b5_a_proposal_expires_after_a_week_and_is_shown_for_three_days() {
    String proposal = propose(spoke.attachedVpnGateway("10.1.0.0/16"));
    cloud.timeline().advance(Duration.ofDays(7));
    assertThat(states(hub)).containsExactly("deleted");
    refuses(() -> accept(proposal), "does not exist");
    cloud.timeline().advance(Duration.ofDays(3));
    assertThat(states(hub)).isEmpty();
  }

  @Test
  void b5_a_proposal_is_taken_back() {
    String proposal = propose(spoke.attachedVpnGateway("10.1.0.0/16"));
    Cage stranger = new Cage(cloud, "333333333333");
    refuses(
        () ->
            stranger.dx.deleteDirectConnectGatewayAssociationProposal(r -> r.proposalId(proposal)),
        "does not exist");
    assertThat(
            spoke
                .dx
                .deleteDirectConnectGatewayAssociationProposal(r -> r.proposalId(proposal))
                .directConnectGatewayAssociationProposal()
                .proposalStateAsString())
        .isEqualTo("deleted");
    refuses(() -> accept(proposal), "does not exist");
  }

  @Test
  void b5_a_proposal_is_to_a_gateway_that_exists_and_of_the_account_that_says_so() {
    String vpn = spoke.attachedVpnGateway("10.1.0.0/16");
    refuses(
        () ->
            spoke.dx.createDirectConnectGatewayAssociationProposal(r ->
                r.directConnectGatewayId("00000000-0000-0000-0000-000000000000")
                    .directConnectGatewayOwnerAccount(TestCloud.ACCOUNT)
                    .gatewayId(vpn)),
        "does not exist");
    String proposal = propose(vpn);
    refuses(
        () ->
            hub.dx.acceptDirectConnectGatewayAssociationProposal(r ->
                r.directConnectGatewayId(gateway)
                    .proposalId(proposal)
                    .associatedGatewayOwnerAccount("333333333333")),
        "other gateways");
  }
}
