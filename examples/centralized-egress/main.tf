# AWS's centralized egress: two VPCs go out to the internet by the NAT gateway of a third, and
# reach nothing else.
#
#     app-a 10.1.0.0/16     app-b 10.2.0.0/16
#              \               /
#       table "apps": 0.0.0.0/0 to egress, 10.0.0.0/8 to nowhere
#                      |
#       table "egress": knows app-a and app-b
#                      |
#       egress 10.9.0.0/16: attached in a private subnet, which goes on to the NAT gateway in the
#       public one, whose table leads back to the transit gateway
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
  apps = { app-a = "10.1.0.0/16", app-b = "10.2.0.0/16" }
}

resource "aws_ec2_transit_gateway" "hub" {
  description                     = "Centralized egress"
  default_route_table_association = "disable"
  default_route_table_propagation = "disable"
  tags                            = { Name = "hub" }
}

module "app" {
  for_each           = local.apps
  source             = "../modules/spoke"
  name               = each.key
  cidr               = each.value
  transit_gateway_id = aws_ec2_transit_gateway.hub.id
  routes             = ["0.0.0.0/0"]
}

# ── the egress VPC ────────────────────────────────────────────────────────────────────────────

resource "aws_vpc" "egress" {
  cidr_block = "10.9.0.0/16"
  tags       = { Name = "egress" }
}

resource "aws_subnet" "private" {
  vpc_id            = aws_vpc.egress.id
  cidr_block        = "10.9.1.0/24"
  availability_zone = "us-east-1a"
  tags              = { Name = "private" }
}

resource "aws_subnet" "public" {
  vpc_id            = aws_vpc.egress.id
  cidr_block        = "10.9.2.0/24"
  availability_zone = "us-east-1a"
  tags              = { Name = "public" }
}

resource "aws_internet_gateway" "egress" {
  vpc_id = aws_vpc.egress.id
  tags   = { Name = "egress" }
}

resource "aws_eip" "egress" {
  domain     = "vpc"
  depends_on = [aws_internet_gateway.egress]
}

resource "aws_nat_gateway" "egress" {
  subnet_id     = aws_subnet.public.id
  allocation_id = aws_eip.egress.id
  tags          = { Name = "egress" }
}

resource "aws_ec2_transit_gateway_vpc_attachment" "egress" {
  transit_gateway_id                              = aws_ec2_transit_gateway.hub.id
  vpc_id                                          = aws_vpc.egress.id
  subnet_ids                                      = [aws_subnet.private.id]
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false
  tags                                            = { Name = "egress" }
}

resource "aws_route_table" "private" {
  vpc_id = aws_vpc.egress.id
  route {
    cidr_block     = "0.0.0.0/0"
    nat_gateway_id = aws_nat_gateway.egress.id
  }
  tags = { Name = "private" }
}

resource "aws_route_table" "public" {
  vpc_id = aws_vpc.egress.id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.egress.id
  }
  route {
    cidr_block         = "10.0.0.0/8"
    transit_gateway_id = aws_ec2_transit_gateway_vpc_attachment.egress.transit_gateway_id
  }
  tags = { Name = "public" }
}

resource "aws_route_table_association" "private" {
  subnet_id      = aws_subnet.private.id
  route_table_id = aws_route_table.private.id
}

resource "aws_route_table_association" "public" {
  subnet_id      = aws_subnet.public.id
  route_table_id = aws_route_table.public.id
}

# ── the transit gateway's tables ──────────────────────────────────────────────────────────────

resource "aws_ec2_transit_gateway_route_table" "apps" {
  transit_gateway_id = aws_ec2_transit_gateway.hub.id
  tags               = { Name = "apps" }
}

resource "aws_ec2_transit_gateway_route_table_association" "apps" {
  for_each                       = local.apps
  transit_gateway_attachment_id  = module.app[each.key].attachment_id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.apps.id
}

resource "aws_ec2_transit_gateway_route" "out" {
  destination_cidr_block         = "0.0.0.0/0"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.egress.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.apps.id
}

resource "aws_ec2_transit_gateway_route" "nowhere" {
  destination_cidr_block         = "10.0.0.0/8"
  blackhole                      = true
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.apps.id
}

resource "aws_ec2_transit_gateway_route_table" "egress" {
  transit_gateway_id = aws_ec2_transit_gateway.hub.id
  tags               = { Name = "egress" }
}

resource "aws_ec2_transit_gateway_route_table_association" "egress" {
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.egress.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.egress.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "egress" {
  for_each                       = local.apps
  transit_gateway_attachment_id  = module.app[each.key].attachment_id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.egress.id
}

output "instances" {
  value = { for name, app in module.app : name => app.instance_id }
}
