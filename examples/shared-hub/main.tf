# One transit gateway for three accounts, shared through RAM.
#
#     network   111111111111   shared 10.1.0.0/16   owns the transit gateway and its tables
#     red       222222222222   red    10.2.0.0/16   attaches its own VPC, and sees no other
#     blue      333333333333   blue   10.3.0.0/16   attaches its own VPC, and sees no other
#
# red and blue reach shared, and never each other: the owner alone decides, by its route tables.
# The whole matrix is in matrix.txt.

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
    ram = var.endpoint
    sts = var.endpoint
  }
}

provider "aws" {
  alias      = "red"
  region     = "us-east-1"
  access_key = "222222222222"
  secret_key = "any"
  endpoints {
    ec2 = var.endpoint
    ram = var.endpoint
    sts = var.endpoint
  }
}

provider "aws" {
  alias      = "blue"
  region     = "us-east-1"
  access_key = "333333333333"
  secret_key = "any"
  endpoints {
    ec2 = var.endpoint
    ram = var.endpoint
    sts = var.endpoint
  }
}

# ── the owner's ───────────────────────────────────────────────────────────────────────────────

resource "aws_ec2_transit_gateway" "hub" {
  description                     = "Shared hub"
  default_route_table_association = "disable"
  default_route_table_propagation = "disable"
  auto_accept_shared_attachments  = "enable"
  tags                            = { Name = "hub" }
}

resource "aws_ram_resource_share" "hub" {
  name                      = "hub"
  allow_external_principals = true
}

resource "aws_ram_resource_association" "hub" {
  resource_arn       = aws_ec2_transit_gateway.hub.arn
  resource_share_arn = aws_ram_resource_share.hub.arn
}

resource "aws_ram_principal_association" "members" {
  for_each           = toset(["222222222222", "333333333333"])
  principal          = each.value
  resource_share_arn = aws_ram_resource_share.hub.arn
}

resource "aws_ram_resource_share_accepter" "red" {
  provider  = aws.red
  share_arn = aws_ram_principal_association.members["222222222222"].resource_share_arn
}

resource "aws_ram_resource_share_accepter" "blue" {
  provider  = aws.blue
  share_arn = aws_ram_principal_association.members["333333333333"].resource_share_arn
}

# ── everybody's VPC ───────────────────────────────────────────────────────────────────────────

module "shared" {
  source             = "../modules/spoke"
  name               = "shared"
  cidr               = "10.1.0.0/16"
  transit_gateway_id = aws_ec2_transit_gateway.hub.id
}

module "red" {
  source             = "../modules/spoke"
  providers          = { aws = aws.red }
  name               = "red"
  cidr               = "10.2.0.0/16"
  transit_gateway_id = aws_ec2_transit_gateway.hub.id
  shared             = true
  depends_on         = [aws_ram_resource_share_accepter.red, aws_ram_resource_association.hub]
}

module "blue" {
  source             = "../modules/spoke"
  providers          = { aws = aws.blue }
  name               = "blue"
  cidr               = "10.3.0.0/16"
  transit_gateway_id = aws_ec2_transit_gateway.hub.id
  shared             = true
  depends_on         = [aws_ram_resource_share_accepter.blue, aws_ram_resource_association.hub]
}

# ── the owner's route tables ──────────────────────────────────────────────────────────────────

resource "aws_ec2_transit_gateway_route_table" "members" {
  transit_gateway_id = aws_ec2_transit_gateway.hub.id
  tags               = { Name = "members" }
}

resource "aws_ec2_transit_gateway_route_table" "shared" {
  transit_gateway_id = aws_ec2_transit_gateway.hub.id
  tags               = { Name = "shared" }
}

locals {
  members = { red = module.red.attachment_id, blue = module.blue.attachment_id }
}

resource "aws_ec2_transit_gateway_route_table_association" "members" {
  for_each                       = local.members
  transit_gateway_attachment_id  = each.value
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.members.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "members" {
  for_each                       = local.members
  transit_gateway_attachment_id  = each.value
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.shared.id
}

resource "aws_ec2_transit_gateway_route_table_association" "shared" {
  transit_gateway_attachment_id  = module.shared.attachment_id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.shared.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "shared" {
  transit_gateway_attachment_id  = module.shared.attachment_id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.members.id
}
