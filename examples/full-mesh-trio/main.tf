# Three Regions in a full mesh: mega-mesh with fewer Regions and more VPCs in each.
#
#     us-east-1 ─── eu-west-1
#            \         /
#            us-west-2
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

variable "vpcs" {
  description = "How many VPCs are in each Region, up to 256"
  type        = number
  default     = 6
}

locals {
  regions = [
    "us-east-1",
    "eu-west-1",
    "us-west-2",
  ]
}

provider "aws" {
  alias      = "use1"
  region     = "us-east-1"
  access_key = "111111111111"
  secret_key = "any"
  endpoints {
    ec2 = var.endpoint
    sts = var.endpoint
  }
}

module "use1" {
  source    = "../modules/mesh-region"
  providers = { aws = aws.use1 }
  here      = "us-east-1"
  regions   = local.regions
  vpcs      = var.vpcs
  gateways  = local.gateways
  requests  = local.requests
  accepted  = local.accepted
}

provider "aws" {
  alias      = "euw1"
  region     = "eu-west-1"
  access_key = "111111111111"
  secret_key = "any"
  endpoints {
    ec2 = var.endpoint
    sts = var.endpoint
  }
}

module "euw1" {
  source    = "../modules/mesh-region"
  providers = { aws = aws.euw1 }
  here      = "eu-west-1"
  regions   = local.regions
  vpcs      = var.vpcs
  gateways  = local.gateways
  requests  = local.requests
  accepted  = local.accepted
}

provider "aws" {
  alias      = "usw2"
  region     = "us-west-2"
  access_key = "111111111111"
  secret_key = "any"
  endpoints {
    ec2 = var.endpoint
    sts = var.endpoint
  }
}

module "usw2" {
  source    = "../modules/mesh-region"
  providers = { aws = aws.usw2 }
  here      = "us-west-2"
  regions   = local.regions
  vpcs      = var.vpcs
  gateways  = local.gateways
  requests  = local.requests
  accepted  = local.accepted
}

# What every Region must know of the others.
locals {
  gateways = {
    us-east-1 = module.use1.transit_gateway_id
    eu-west-1 = module.euw1.transit_gateway_id
    us-west-2 = module.usw2.transit_gateway_id
  }
  requests = {
    us-east-1 = module.use1.requests
    eu-west-1 = module.euw1.requests
    us-west-2 = module.usw2.requests
  }
  accepted = {
    us-east-1 = module.use1.accepted
    eu-west-1 = module.euw1.accepted
    us-west-2 = module.usw2.accepted
  }
}
