# Six VPCs in three accounts and two Regions, around three transit gateways:
#
#     prod, dev                        shared, tools                      lab, archive
#   222222222222, eu-west-1 ─────── 111111111111, us-east-1 ─────── 333333333333, eu-west-1
#
# Peerings of transit gateways have static routes only. Everybody reaches shared and tools, and
# the VPCs of the own account; prod and dev never reach lab and archive: the hub in the middle
# looks up what comes by a peering in a table that knows its own VPCs alone.
# Each account has a gateway of its own: none is shared through RAM. The whole matrix is in
# matrix.txt.

terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

variable "endpoint" {
  description = "Where Culvert listens"
  type        = string
  default     = "http://127.0.0.1:4566"
}

provider "aws" {
  region     = "us-east-1"
  access_key = "111111111111"
  secret_key = "any"
  endpoints {
    ec2 = var.endpoint
    sts = var.endpoint
  }
}

provider "aws" {
  alias      = "apps"
  region     = "eu-west-1"
  access_key = "222222222222"
  secret_key = "any"
  endpoints {
    ec2 = var.endpoint
    sts = var.endpoint
  }
}

provider "aws" {
  alias      = "research"
  region     = "eu-west-1"
  access_key = "333333333333"
  secret_key = "any"
  endpoints {
    ec2 = var.endpoint
    sts = var.endpoint
  }
}

module "middle" {
  source = "./site"
  name   = "middle"
  vpcs   = { shared = "10.1.0.0/16", tools = "10.2.0.0/16" }
}

module "apps" {
  source    = "./site"
  providers = { aws = aws.apps }
  name      = "apps"
  vpcs      = { prod = "10.16.0.0/16", dev = "10.17.0.0/16" }
}

module "research" {
  source    = "./site"
  providers = { aws = aws.research }
  name      = "research"
  vpcs      = { lab = "10.32.0.0/16", archive = "10.33.0.0/16" }
}

# What comes by a peering is looked up here: the middle's own VPCs, and no way on.
resource "aws_ec2_transit_gateway_route_table" "visitors" {
  transit_gateway_id = module.middle.transit_gateway_id
  tags               = { Name = "visitors" }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "visitors" {
  for_each                       = toset(["shared", "tools"])
  transit_gateway_attachment_id  = module.middle.attachment_ids[each.key]
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.visitors.id
}

# ── middle – apps ─────────────────────────────────────────────────────────────────────────────

resource "aws_ec2_transit_gateway_peering_attachment" "apps" {
  transit_gateway_id      = module.middle.transit_gateway_id
  peer_transit_gateway_id = module.apps.transit_gateway_id
  peer_account_id         = "222222222222"
  peer_region             = "eu-west-1"
  tags                    = { Name = "middle-apps" }
}

resource "aws_ec2_transit_gateway_peering_attachment_accepter" "apps" {
  provider                      = aws.apps
  transit_gateway_attachment_id = aws_ec2_transit_gateway_peering_attachment.apps.id
  tags                          = { Name = "middle-apps" }
}

resource "aws_ec2_transit_gateway_route_table_association" "from_apps" {
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_peering_attachment_accepter.apps.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.visitors.id
}

resource "aws_ec2_transit_gateway_route" "to_apps" {
  destination_cidr_block         = "10.16.0.0/15"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_peering_attachment_accepter.apps.id
  transit_gateway_route_table_id = module.middle.route_table_id
}

resource "aws_ec2_transit_gateway_route_table_association" "apps_from_middle" {
  provider                       = aws.apps
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_peering_attachment_accepter.apps.id
  transit_gateway_route_table_id = module.apps.route_table_id
}

resource "aws_ec2_transit_gateway_route" "apps_to_middle" {
  provider                       = aws.apps
  destination_cidr_block         = "10.0.0.0/8"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_peering_attachment_accepter.apps.id
  transit_gateway_route_table_id = module.apps.route_table_id
}

# ── middle – research ─────────────────────────────────────────────────────────────────────────

resource "aws_ec2_transit_gateway_peering_attachment" "research" {
  transit_gateway_id      = module.middle.transit_gateway_id
  peer_transit_gateway_id = module.research.transit_gateway_id
  peer_account_id         = "333333333333"
  peer_region             = "eu-west-1"
  tags                    = { Name = "middle-research" }
}

resource "aws_ec2_transit_gateway_peering_attachment_accepter" "research" {
  provider                      = aws.research
  transit_gateway_attachment_id = aws_ec2_transit_gateway_peering_attachment.research.id
  tags                          = { Name = "middle-research" }
}

resource "aws_ec2_transit_gateway_route_table_association" "from_research" {
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_peering_attachment_accepter.research.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.visitors.id
}

resource "aws_ec2_transit_gateway_route" "to_research" {
  destination_cidr_block         = "10.32.0.0/15"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_peering_attachment_accepter.research.id
  transit_gateway_route_table_id = module.middle.route_table_id
}

resource "aws_ec2_transit_gateway_route_table_association" "research_from_middle" {
  provider                       = aws.research
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_peering_attachment_accepter.research.id
  transit_gateway_route_table_id = module.research.route_table_id
}

resource "aws_ec2_transit_gateway_route" "research_to_middle" {
  provider                       = aws.research
  destination_cidr_block         = "10.0.0.0/8"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_peering_attachment_accepter.research.id
  transit_gateway_route_table_id = module.research.route_table_id
}
