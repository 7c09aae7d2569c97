# AWS's isolated VPCs with shared services: prod and dev each reach shared, and never each other.
#
#     prod 10.1.0.0/16      dev 10.2.0.0/16      shared 10.3.0.0/16
#             \                  |                   |
#        table "isolated": knows shared       table "shared": knows prod and dev
#                    \           |            /
#                         transit gateway
#
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
    sts = var.endpoint
  }
}

locals {
  isolated = { prod = "10.1.0.0/16", dev = "10.2.0.0/16" }
}

resource "aws_ec2_transit_gateway" "hub" {
  description                     = "Isolated VPCs with shared services"
  default_route_table_association = "disable"
  default_route_table_propagation = "disable"
  tags                            = { Name = "hub" }
}

module "isolated" {
  for_each           = local.isolated
  source             = "../modules/spoke"
  name               = each.key
  cidr               = each.value
  transit_gateway_id = aws_ec2_transit_gateway.hub.id
}

module "shared" {
  source             = "../modules/spoke"
  name               = "shared"
  cidr               = "10.3.0.0/16"
  transit_gateway_id = aws_ec2_transit_gateway.hub.id
}

resource "aws_ec2_transit_gateway_route_table" "isolated" {
  transit_gateway_id = aws_ec2_transit_gateway.hub.id
  tags               = { Name = "isolated" }
}

resource "aws_ec2_transit_gateway_route_table_association" "isolated" {
  for_each                       = local.isolated
  transit_gateway_attachment_id  = module.isolated[each.key].attachment_id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.isolated.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "isolated" {
  transit_gateway_attachment_id  = module.shared.attachment_id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.isolated.id
}

resource "aws_ec2_transit_gateway_route_table" "shared" {
  transit_gateway_id = aws_ec2_transit_gateway.hub.id
  tags               = { Name = "shared" }
}

resource "aws_ec2_transit_gateway_route_table_association" "shared" {
  transit_gateway_attachment_id  = module.shared.attachment_id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.shared.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "shared" {
  for_each                       = local.isolated
  transit_gateway_attachment_id  = module.isolated[each.key].attachment_id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.shared.id
}
