# A hub with central VPCs for inspection, egress, ingress, shared services and DNS, and spokes in
# two routing domains. README.md says whose design it is and what it promises.
#
#     spoke-prod-1 … 10      spoke-nonprod-1 … 10
#            \                   /
#       table "prod"       table "nonprod"      everything to inspection,
#            \                   /              but shared services and DNS
#             inspection: a firewall a zone, appliance mode on
#            /                   \
#        egress                ingress
#     NAT gateways          public proxies
#
# The whole matrix is in matrix.txt, and in two more files what becomes of it with the firewalls
# down, and without appliance mode.

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

variable "spokes" {
  description = "How many VPCs are in each routing domain, up to 1024"
  type        = number
  default     = 10
}

provider "aws" {
  region     = local.region
  access_key = "111111111111"
  secret_key = "any"
  endpoints {
    ec2 = var.endpoint
    sts = var.endpoint
  }
}

locals {
  region  = "eu-west-1"
  zones   = ["a", "b"]
  network = "10.0.0.0/8"
  domains = { prod = "10.64.0.0/10", nonprod = "10.128.0.0/10" }
  spokes = merge([
    for domain, range in local.domains : {
      for number in range(var.spokes) :
      "spoke-${domain}-${number + 1}" => { domain = domain, cidr = cidrsubnet(range, 10, number) }
    }
  ]...)
}

data "aws_ami" "linux" {
  most_recent = true
  owners      = ["amazon"]
  filter {
    name   = "name"
    values = ["al2023-ami-2023.*-kernel-6.1-x86_64"]
  }
}

resource "aws_ec2_transit_gateway" "hub" {
  description                     = "Hub of the spokes and the central VPCs"
  default_route_table_association = "disable"
  default_route_table_propagation = "disable"
  tags                            = { Name = "hub" }
}

# ── the VPCs ──────────────────────────────────────────────────────────────────────────────────

module "spoke" {
  for_each           = local.spokes
  source             = "../modules/zoned-vpc"
  name               = each.key
  cidr               = each.value.cidr
  region             = local.region
  ami                = data.aws_ami.linux.id
  transit_gateway_id = aws_ec2_transit_gateway.hub.id
}

module "shared" {
  source             = "../modules/zoned-vpc"
  name               = "central-services"
  cidr               = "10.0.12.0/22"
  region             = local.region
  ami                = data.aws_ami.linux.id
  transit_gateway_id = aws_ec2_transit_gateway.hub.id
}

module "dns" {
  source             = "../modules/zoned-vpc"
  name               = "central-dns"
  cidr               = "10.0.16.0/22"
  region             = local.region
  ami                = data.aws_ami.linux.id
  transit_gateway_id = aws_ec2_transit_gateway.hub.id
  takes              = { "tcp/53" = local.network, "udp/53" = local.network }
}

module "ingress" {
  source             = "../modules/zoned-vpc"
  name               = "central-ingress"
  cidr               = "10.0.8.0/22"
  region             = local.region
  ami                = data.aws_ami.linux.id
  transit_gateway_id = aws_ec2_transit_gateway.hub.id
  routes             = [local.network]
  takes              = { "tcp/443" = "0.0.0.0/0" }
  public             = true
}

resource "aws_internet_gateway" "ingress" {
  vpc_id = module.ingress.vpc_id
  tags   = { Name = "ingress" }
}

resource "aws_route" "ingress" {
  route_table_id         = module.ingress.route_table_id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.ingress.id
}

module "inspection" {
  source             = "./inspection"
  cidr               = "10.0.0.0/22"
  region             = local.region
  zones              = local.zones
  ami                = data.aws_ami.linux.id
  transit_gateway_id = aws_ec2_transit_gateway.hub.id
}

module "egress" {
  source             = "./egress"
  cidr               = "10.0.4.0/22"
  region             = local.region
  zones              = local.zones
  network            = local.network
  transit_gateway_id = aws_ec2_transit_gateway.hub.id
}

# ── the transit gateway's tables: one a routing domain, one a central VPC ─────────────────────

locals {
  central = {
    inspection = module.inspection.attachment_id
    egress     = module.egress.attachment_id
    ingress    = module.ingress.attachment_id
    shared     = module.shared.attachment_id
    dns        = module.dns.attachment_id
  }

  # Who propagates into whose table.
  spokes_into = {
    for pair in setproduct(keys(local.spokes), ["inspection", "shared", "dns"]) :
    "${pair[0]} ${pair[1]}" => { spoke = pair[0], table = pair[1] }
  }
  central_into = {
    for pair in concat(
      setproduct(["shared", "dns"], keys(local.domains)),
      [["ingress", "inspection"]]
    ) : "${pair[0]} ${pair[1]}" => { from = pair[0], table = pair[1] }
  }

  # What is static in whose table, and where it leads.
  static = {
    prod       = { to = "inspection", what = "0.0.0.0/0" }
    nonprod    = { to = "inspection", what = "0.0.0.0/0" }
    inspection = { to = "egress", what = "0.0.0.0/0" }
    egress     = { to = "inspection", what = local.network }
    ingress    = { to = "inspection", what = local.network }
  }
}

resource "aws_ec2_transit_gateway_route_table" "this" {
  for_each           = setunion(keys(local.domains), keys(local.central))
  transit_gateway_id = aws_ec2_transit_gateway.hub.id
  tags               = { Name = each.key }
}

resource "aws_ec2_transit_gateway_route_table_association" "spoke" {
  for_each                       = local.spokes
  transit_gateway_attachment_id  = module.spoke[each.key].attachment_id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.this[each.value.domain].id
}

resource "aws_ec2_transit_gateway_route_table_association" "central" {
  for_each                       = local.central
  transit_gateway_attachment_id  = each.value
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.this[each.key].id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "spoke" {
  for_each                       = local.spokes_into
  transit_gateway_attachment_id  = module.spoke[each.value.spoke].attachment_id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.this[each.value.table].id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "central" {
  for_each                       = local.central_into
  transit_gateway_attachment_id  = local.central[each.value.from]
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.this[each.value.table].id
}

resource "aws_ec2_transit_gateway_route" "static" {
  for_each                       = local.static
  destination_cidr_block         = each.value.what
  transit_gateway_attachment_id  = local.central[each.value.to]
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.this[each.key].id
}

output "firewalls" {
  value = module.inspection.firewall_ids
}

output "attachments" {
  description = "The central VPCs' attachments"
  value       = local.central
}
