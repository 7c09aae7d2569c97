# Dev, test and prod kept apart across two Regions, with what all of them share, firewalls to the
# outside in each Region, and a data centre. README.md says whose design it is and what it promises.
#
#               ca-central-1                                ca-west-1
#     perimeter    datacentre                               perimeter
#      VPN × 2       VPN                                     VPN × 2
#          \          |                                         |
#         transit gateway, 8 tables ─── peering ─── transit gateway, 8 tables
#          /     |     |     \     \                  /     |     |     \
#   endpoint central  dev test prod unclass    endpoint central  dev test prod
#
# AWS has no API for the firewalls' routers and the data centre: they are sites in
# promises.culvert.yaml. The whole matrix is in matrix.txt.

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
  region     = "ca-central-1"
  access_key = "111111111111"
  secret_key = "any"
  endpoints {
    ec2 = var.endpoint
    sts = var.endpoint
  }
}

provider "aws" {
  alias      = "west"
  region     = "ca-west-1"
  access_key = "111111111111"
  secret_key = "any"
  endpoints {
    ec2 = var.endpoint
    sts = var.endpoint
  }
}

locals {
  segments  = ["dev", "test", "prod"]
  workloads = concat(local.segments, ["unclass"])

  # Answers from outside and from the other Region are looked up in core; what central asks and
  # answers, in shared; each workload's own in its own. Standalone and segregated are for VPCs to
  # come.
  tables = concat(["core", "shared", "standalone", "segregated"], local.workloads)

  home_ranges = {
    endpoint = "10.0.0.0/22"
    central  = "10.1.0.0/16"
    dev      = "10.2.0.0/16"
    test     = "10.3.0.0/16"
    prod     = "10.4.0.0/16"
    unclass  = "10.5.0.0/16"
  }
  west_ranges = {
    endpoint = "10.96.0.0/22"
    central  = "10.97.0.0/16"
    dev      = "10.98.0.0/16"
    test     = "10.99.0.0/16"
    prod     = "10.100.0.0/16"
  }

  # Whom everybody may ask stands in everybody's table; a workload in those of answers alone.
  place = merge(
    {
      endpoint = { table = "core", into = local.tables }
      central  = { table = "shared", into = setsubtract(local.tables, ["standalone"]) }
    },
    { for name in local.workloads : name => { table = name, into = ["core", "shared"] } }
  )

  perimeter_asn  = 65523
  datacentre_asn = 65530
}

module "home" {
  source = "./region"
  region = "ca-central-1"
  suffix = "home"
  asn    = 65521
  tables = local.tables
  vpcs   = { for name, range in local.home_ranges : name => merge(local.place[name], { cidr = range }) }
  routers = {
    firewall-home-a = { address = "203.0.113.1", asn = local.perimeter_asn }
    firewall-home-b = { address = "203.0.113.2", asn = local.perimeter_asn }
    datacentre      = { address = "203.0.113.50", asn = local.datacentre_asn }
  }
}

module "west" {
  source    = "./region"
  providers = { aws = aws.west }
  region    = "ca-west-1"
  suffix    = "west"
  asn       = 64526
  tables    = local.tables
  vpcs      = { for name, range in local.west_ranges : name => merge(local.place[name], { cidr = range }) }
  routers = {
    firewall-west-a = { address = "203.0.113.101", asn = local.perimeter_asn }
    firewall-west-b = { address = "203.0.113.102", asn = local.perimeter_asn }
  }
}

# ── the peering ───────────────────────────────────────────────────────────────────────────────

resource "aws_ec2_transit_gateway_peering_attachment" "this" {
  provider                = aws.west
  transit_gateway_id      = module.west.transit_gateway_id
  peer_transit_gateway_id = module.home.transit_gateway_id
  peer_region             = "ca-central-1"
  tags                    = { Name = "west-home" }
}

resource "aws_ec2_transit_gateway_peering_attachment_accepter" "this" {
  transit_gateway_attachment_id = aws_ec2_transit_gateway_peering_attachment.this.id
  tags                          = { Name = "west-home" }
}

module "home_routes" {
  source    = "./routes"
  tables    = module.home.table_ids
  peering   = aws_ec2_transit_gateway_peering_attachment_accepter.this.id
  far       = "10.96.0.0/13"
  far_vpcs  = local.west_ranges
  near_vpcs = local.home_ranges
  segments  = local.segments
}

module "west_routes" {
  source    = "./routes"
  providers = { aws = aws.west }
  tables    = module.west.table_ids
  peering   = aws_ec2_transit_gateway_peering_attachment_accepter.this.id
  far       = "10.0.0.0/13"
  far_vpcs  = local.home_ranges
  near_vpcs = local.west_ranges
  segments  = local.segments
}
